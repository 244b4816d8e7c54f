// Which plan a name means, and what is said when it means none.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct PlanCatalogueTests {
  private func catalogue(config: TemporaryFolder, data: TemporaryFolder) -> PlanCatalogue {
    let directories = BaseDirectories(environment: [
      "XDG_CONFIG_HOME": config.path, "XDG_CONFIG_DIRS": "/nowhere", "XDG_DATA_HOME": "/nowhere",
      "XDG_DATA_DIRS": data.path,
    ])
    return PlanCatalogue(directories: directories) { _ in nil }
  }

  private func small(title: String) -> String { SmallPlan.text.replacing("A small plan", with: title) }

  @Test func `the first directory that has a name wins`() throws {
    let config = try TemporaryFolder(["percolate/plans/small.yaml": small(title: "Mine")])
    let data = try TemporaryFolder([
      "percolate/plans/small.yaml": small(title: "Theirs"),
      "percolate/plans/coffee.yaml": "plan: [",
      "percolate/plans/Not-A-Name.yaml": "",
      "percolate/plans/notes.txt": "",
    ])
    let catalogue = catalogue(config: config, data: data)
    #expect(try catalogue.load("small").title == "Mine")
    let list = catalogue.list()
    #expect(list.map(\.name) == ["coffee", "friendship", "moving-on", "small"])
    #expect(list.last?.title == .success("Mine"))
    #expect(list.last?.source == .file(config.path + "/percolate/plans/small.yaml"))
    #expect(list.first?.source == .file(data.path + "/percolate/plans/coffee.yaml"))
    #expect(throws: PlanCatalogueError.self) { try list.first?.title.get() }
  }

  @Test func `the built-in plans are there without any file`() throws {
    let empty = TemporaryFolder()
    let catalogue = catalogue(config: empty, data: empty)
    for name in BuiltInPlans.names { #expect(try catalogue.load(name).name == name) }
    #expect(catalogue.list().map(\.name) == BuiltInPlans.names)
    #expect(Set(catalogue.list().map(\.source.description)) == ["built in"])
  }

  @Test(arguments: [
    ("cofee", "there is no plan 'cofee'; did you mean 'coffee'?"),
    ("tea", "there is no plan 'tea'; there are: coffee, friendship, moving-on"),
    ("../small", "there is no plan '../small'; there are: coffee, friendship, moving-on"),
    ("", "there is no plan ''; there are: coffee, friendship, moving-on"),
  ])
  func `an unknown name`(name: String, description: String) throws {
    let config = try TemporaryFolder(["percolate/small.yaml": SmallPlan.text, "percolate/plans/notes.txt": ""])
    let error = #expect(throws: PlanCatalogueError.self) { try catalogue(config: config, data: config).load(name) }
    #expect(error?.description == description)
  }

  @Test func `a plan that is called something else than its file`() throws {
    let config = try TemporaryFolder(["percolate/plans/big.yaml": SmallPlan.text])
    let error = #expect(throws: PlanCatalogueError.self) { try catalogue(config: config, data: config).load("big") }
    let path = config.path + "/percolate/plans/big.yaml"
    #expect(error?.description == "\(path):1:7: 'plan': expected 'big', as the file is called, found 'small'")
  }

  @Test func `a file given by its path`() throws {
    let folder = try TemporaryFolder(["draft.yaml": SmallPlan.text])
    #expect(try PlanFile.read(path: folder.path + "/draft.yaml") { _ in nil }.name == "small")
    let faults = #expect(throws: Faults.self) { try PlanFile.read(path: "/nowhere/draft.yaml") { _ in nil } }
    #expect(faults?.description == "/nowhere/draft.yaml:1:1: there is no such file")
  }
}
