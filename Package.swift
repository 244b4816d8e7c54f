// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in our own targets. Every import is internal to its file unless it says otherwise.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "percolate",
  products: [
    .executable(name: "percolated", targets: ["percolated"]),
    .executable(name: "percolatectl", targets: ["percolatectl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .target(name: "Systemd", dependencies: ["CSystemd"], swiftSettings: strict),
    .target(name: "Varlink", swiftSettings: strict),
    .target(name: "PercolateCore", swiftSettings: strict),
    .target(
      name: "PercolateControl", dependencies: ["PercolateCore", "Varlink"],
      exclude: ["org.percolate.Timeline.varlink"], swiftSettings: strict),
    // Makes PercolateControl's messages of its interface, for whoever changes that.
    .executableTarget(name: "varlink-swift", dependencies: ["Varlink"], swiftSettings: strict),
    // C only for #embed.
    .target(name: "CBuiltIn"),
    .target(
      name: "PercolateFiles", dependencies: ["CBuiltIn", "PercolateCore", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "PercolateStore",
      dependencies: [
        "PercolateCore", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "PercolateDaemon",
      dependencies: ["PercolateControl", "PercolateCore", "PercolateFiles", "PercolateStore", "Systemd", "Varlink"],
      swiftSettings: strict),
    .executableTarget(
      name: "percolated", dependencies: ["PercolateControl", "PercolateDaemon", "Systemd"], swiftSettings: strict),
    .executableTarget(
      name: "percolatectl",
      dependencies: [
        "PercolateControl", "PercolateCore", "PercolateFiles", "Systemd", "Varlink",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Varlink"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(name: "SystemdTests", dependencies: ["Systemd", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "VarlinkTests", dependencies: ["TestSupport", "Varlink"], swiftSettings: strict),
    .testTarget(
      name: "PercolateCoreTests", dependencies: ["PercolateCore", "PercolateFiles", "TestSupport"],
      exclude: ["Letter/Corpus", "Time/zones.py"],
      swiftSettings: strict),
    .testTarget(
      name: "PercolateControlTests", dependencies: ["PercolateControl", "PercolateCore", "TestSupport", "Varlink"],
      swiftSettings: strict),
    .testTarget(name: "PercolateFilesTests", dependencies: ["PercolateFiles", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PercolateStoreTests",
      dependencies: [
        "PercolateCore", "PercolateFiles", "PercolateStore", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PercolateDaemonTests",
      dependencies: ["PercolateDaemon", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "percolatectlTests",
      dependencies: ["percolatectl", "PercolateControl", "PercolateCore", "PercolateFiles", "TestSupport", "Varlink"],
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
