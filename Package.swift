// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in our own targets. Every import is internal to its file unless it says otherwise.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Every use of a pointer is marked as unsafe. Not for Systemd, which wraps a C library and would be marked throughout.
let memorySafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "percolate",
  products: [
    .executable(name: "percolated", targets: ["percolated"]),
    .executable(name: "percolatectl", targets: ["percolatectl"]),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    // Without pkg-config, whose flag for it SwiftPM refuses; it is where the linker looks anyway.
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "CKernel"),
    // Calls into the kernel that several targets make. It knows nothing of this program, and depends on the C library alone.
    .target(name: "Kernel", dependencies: ["CKernel"], swiftSettings: memorySafe),
    .target(name: "Systemd", dependencies: ["CSystemd", "Kernel"], swiftSettings: strict),
    .target(name: "Varlink", dependencies: ["Kernel"], swiftSettings: memorySafe),
    // Reads a command line. It knows nothing of this program either.
    .target(name: "Arguments", swiftSettings: memorySafe),
    .target(name: "PercolateCore", swiftSettings: memorySafe),
    .target(
      name: "PercolateControl", dependencies: ["PercolateCore", "Varlink"],
      exclude: ["org.percolate.Timeline.varlink"], swiftSettings: memorySafe),
    // Makes PercolateControl's messages of its interface, for whoever changes that.
    .executableTarget(name: "varlink-swift", dependencies: ["Kernel", "Varlink"], swiftSettings: strict),
    // C only for #embed.
    .target(name: "CBuiltIn", exclude: ["Tables"]),
    .target(
      name: "PercolateFiles", dependencies: ["CBuiltIn", "CYAML", "Kernel", "PercolateCore"], swiftSettings: strict),
    // Makes the tables of CBuiltIn of the files in config, for whoever changes those.
    .executableTarget(name: "config-tables", dependencies: ["Kernel", "PercolateFiles"], swiftSettings: strict),
    // C libraries in Swift's types. They know nothing of this program.
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "Sodium", dependencies: ["CSodium"], swiftSettings: strict),
    .target(name: "UnicodeForms", dependencies: ["CUTF8Proc"], swiftSettings: strict),
    .target(
      name: "PercolateStore", dependencies: ["Kernel", "PercolateCore", "SQLite", "Sodium", "UnicodeForms"],
      swiftSettings: strict),
    .target(
      name: "PercolateDaemon",
      dependencies: [
        "Kernel", "PercolateControl", "PercolateCore", "PercolateFiles", "PercolateStore", "Systemd", "Varlink",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "percolated", dependencies: ["Kernel", "PercolateCore", "PercolateDaemon"], swiftSettings: strict),
    // libsystemd, for a program that seldom needs it.
    .target(name: "CSessionBus"),
    .executableTarget(
      name: "percolatectl",
      dependencies: [
        "Arguments", "CSessionBus", "Kernel", "PercolateControl", "PercolateCore", "PercolateFiles", "UnicodeForms",
        "Varlink",
      ], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Varlink"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "SodiumTests", dependencies: ["Sodium"], swiftSettings: strict),
    .testTarget(name: "UnicodeFormsTests", dependencies: ["UnicodeForms"], swiftSettings: strict),
    .testTarget(name: "KernelTests", dependencies: ["Kernel", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ArgumentsTests", dependencies: ["Arguments"], swiftSettings: strict),
    .testTarget(
      name: "SystemdTests", dependencies: ["CSystemd", "Kernel", "Systemd", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "VarlinkTests", dependencies: ["Kernel", "TestSupport", "Varlink"], swiftSettings: strict),
    .testTarget(
      name: "PercolateCoreTests", dependencies: ["PercolateCore", "PercolateFiles", "TestSupport"],
      exclude: ["Letter/Corpus", "Time/zones.py"],
      swiftSettings: strict),
    .testTarget(
      name: "PercolateControlTests", dependencies: ["PercolateControl", "PercolateCore", "TestSupport", "Varlink"],
      swiftSettings: strict),
    .testTarget(
      name: "PercolateFilesTests", dependencies: ["PercolateCore", "PercolateFiles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PercolateStoreTests",
      dependencies: ["PercolateCore", "PercolateFiles", "PercolateStore", "SQLite", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "PercolateDaemonTests",
      dependencies: [
        "Kernel", "PercolateControl", "PercolateCore", "PercolateDaemon", "PercolateFiles", "PercolateStore", "SQLite",
        "Systemd", "TestSupport", "Varlink",
      ],
      exclude: ["Past/0.1.0", "Past/life.py", "Past/make", "Past/scenes.py", "Past/stories.py"], swiftSettings: strict),
    .testTarget(
      name: "percolatectlTests",
      dependencies: [
        "Arguments", "Kernel", "percolatectl", "PercolateControl", "PercolateCore", "PercolateFiles", "TestSupport",
        "Varlink",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    // What fuzzing and the tests that replay its findings share.
    .target(
      name: "FuzzTargets", dependencies: ["PercolateControl", "PercolateCore", "PercolateFiles", "Varlink"],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)

// libFuzzer brings its own main, and is linked by Tests/Fuzz/run alone.
if Context.environment["PERCOLATE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "percolate-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Program",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
