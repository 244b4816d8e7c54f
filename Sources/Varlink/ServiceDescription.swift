// Who we are and what we offer: the part of every Varlink service that its peers can ask for (org.varlink.service).
// Invariant: org.varlink.service is always among the interfaces, and first.

/// What `GetInfo` and `GetInterfaceDescription` answer.
public struct ServiceDescription: Sendable {
  /// Who makes the service.
  public let vendor: String
  /// What the service is called.
  public let product: String
  /// Its version.
  public let version: String
  /// Where to read about it.
  public let url: String
  /// Its interfaces, `org.varlink.service` included.
  public let interfaces: [Interface]
  /// Every method and its interface, by the method's full name.
  private let methods: [String: (Interface, Interface.Method)]

  /// Describes a service by what it offers besides `org.varlink.service`.
  public init(vendor: String, product: String, version: String, url: String, interfaces: [Interface]) {
    self.vendor = vendor
    self.product = product
    self.version = version
    self.url = url
    self.interfaces = [.service] + interfaces
    let all = self.interfaces.flatMap { one in one.methods.values.map { ("\(one.name).\($0.name)", (one, $0)) } }
    methods = Dictionary(all) { first, _ in first }
  }

  /// Finds what a call names, and checks the call against it.
  func resolve(_ request: Request) throws(VarlinkError) -> (Interface, Interface.Method) {
    let (interface, method) = try find(request.method)
    // An upgrade hands the connection over to another protocol; there is none here.
    guard !request.wantsUpgrade else { throw .methodNotImplemented(request.method) }
    guard method.streaming != .required || request.wantsMore else { throw .expectedMore }
    do {
      try interface.check(request.parameters, against: .structure(method.input))
    } catch {
      throw .invalidParameter(error)
    }
    return (interface, method)
  }

  private func find(_ name: String) throws(VarlinkError) -> (Interface, Interface.Method) {
    // A name of other bytes may be equal to one of ours.
    if let found = methods[name], name.utf8.count == found.0.name.utf8.count + 1 + found.1.name.utf8.count {
      return found
    }
    guard let parts = MethodName(name) else { throw .invalidParameter(InvalidParameter("method")) }
    guard let interface = interface(named: parts.interface) else { throw .interfaceNotFound(parts.interface) }
    guard let method = interface.methods[parts.member] else { throw .methodNotFound(name) }
    return (interface, method)
  }

  /// The reply to a method of `org.varlink.service` whose parameters were checked.
  func answer(to method: Interface.Method, _ parameters: JSONValue) throws(VarlinkError) -> JSONValue {
    switch method.name {
    case "GetInfo":
      return [
        "vendor": .string(vendor), "product": .string(product), "version": .string(version), "url": .string(url),
        "interfaces": .array(interfaces.map { .string($0.name) }),
      ]
    case "GetInterfaceDescription":
      guard let name = parameters["interface"]?.string, Name.isInterface(name) else {
        throw .invalidParameter(InvalidParameter("interface"))
      }
      guard let interface = interface(named: name) else { throw .interfaceNotFound(name) }
      return ["description": .string(interface.text)]
    default:
      throw .methodNotImplemented("\(Interface.service.name).\(method.name)")
    }
  }

  private func interface(named name: String) -> Interface? {
    interfaces.first { $0.name == name }
  }
}

extension Interface {
  /// The interface that every Varlink service has.
  public static let service = Interface(
    shipped: """
      # The Varlink service interface is provided by every Varlink service. It describes the service and the interfaces
      # that it implements.
      interface org.varlink.service

      # Get a list of all the interfaces a service provides and information about the implementation.
      method GetInfo() -> (
        vendor: string,
        product: string,
        version: string,
        url: string,
        interfaces: []string
      )

      # Get the description of an interface that is implemented by this service.
      method GetInterfaceDescription(interface: string) -> (description: string)

      # The requested interface was not found.
      error InterfaceNotFound (interface: string)

      # The requested method was not found.
      error MethodNotFound (method: string)

      # The interface defines the requested method, but the service does not implement it.
      error MethodNotImplemented (method: string)

      # One of the passed parameters is invalid.
      error InvalidParameter (parameter: string)

      # The client is denied access.
      error PermissionDenied ()

      # The method is expected to be called with 'more' set to true, but it was not.
      error ExpectedMore ()

      """)
}
