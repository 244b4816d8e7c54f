// The calls of libsodium by the vectors of their standards.

import Testing

@testable import Sodium

/// Bytes as hexadecimal digits, with spaces where one likes.
private func bytes(_ hex: String) -> [UInt8] {
  let digits = hex.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

@Suite struct SodiumTests {
  @Test func sha256() {
    #expect(SHA256.hash([]) == bytes("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
    #expect(SHA256.hash(Array("abc".utf8)) == bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
  }

  /// RFC 4231, cases 1, 2 and 6: keys of 20, 4 and 131 bytes.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ]) func hmac(_ key: [UInt8], _ message: String, _ code: String) {
    #expect(SHA256.authenticate(Array(message.utf8), with: SecretKey(key)) == bytes(code))
  }

  /// RFC 5869, A.1 to A.3.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 22), [UInt8](0...0x0C), [UInt8](0xF0...0xF9),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ),
    (
      [UInt8](0...0x4F), [UInt8](0x60...0xAF), [UInt8](0xB0...0xFF),
      """
      b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
      da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
      """
    ),
    (
      [UInt8](repeating: 0x0B, count: 22), [], [],
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    ),
  ]) func hkdf(_ key: [UInt8], _ salt: [UInt8], _ info: [UInt8], _ output: String) {
    let expected = bytes(output)
    #expect(SHA256.derive(from: SecretKey(key), salt: salt, info: info).bytes == Array(expected.prefix(32)))
  }

  /// RFC 7914, 12.
  @Test(arguments: [
    (
      "", "", 4, UInt32(1), UInt32(1),
      """
      77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442
      fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
      """
    ),
    (
      "pleaseletmein", "SodiumChloride", 14, 8, 1,
      """
      7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2
      d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
      """
    ),
  ]) func scrypt(
    _ passphrase: String, _ salt: String, _ cost: Int, _ blockSize: UInt32, _ parallelism: UInt32, _ output: String
  ) {
    let key = Scrypt.derive(
      from: Array(passphrase.utf8), salt: Array(salt.utf8), cost: cost, blockSize: blockSize, parallelism: parallelism,
      count: 64)
    #expect(key?.bytes == bytes(output))
  }

  /// RFC 8439, 2.8.2.
  @Test func chaCha20Poly1305() throws {
    let text = Array(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
        .utf8)
    let (key, place) = (SecretKey([UInt8](0x80...0x9F)), bytes("50515253c0c1c2c3c4c5c6c7"))
    let sealed = AuthenticatedCipher.seal(text, with: key, for: place, nonce: bytes("070000004041424344454647"))
    #expect(
      sealed
        == bytes(
          """
          070000004041424344454647
          d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b
          1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
          3ff4def08e4b7a9de576d26586cec64b6116 1ae10b594f09e26a7e902ecbd0600691
          """))
    #expect(AuthenticatedCipher.open(try #require(sealed), with: key, for: place) == text)
  }

  @Test func whatWasChangedIsNotOpened() throws {
    let key = SecretKey(random: AuthenticatedCipher.keySize)
    for text in [[], Array("four quiet grey herons".utf8)] {
      let sealed = try #require(AuthenticatedCipher.seal(text, with: key, for: [1]))
      #expect(AuthenticatedCipher.open(sealed, with: key, for: [1]) == text)
      #expect(AuthenticatedCipher.open(sealed, with: key, for: [2]) == nil)
      #expect(AuthenticatedCipher.open(sealed, with: SecretKey(random: 32), for: [1]) == nil)
      for place in sealed.indices {
        var changed = sealed
        changed[place] ^= 1
        #expect(AuthenticatedCipher.open(changed, with: key, for: [1]) == nil)
      }
      for count in 0..<28 { #expect(AuthenticatedCipher.open(Array(sealed.prefix(count)), with: key, for: [1]) == nil) }
    }
    #expect(AuthenticatedCipher.seal([1], with: SecretKey([1, 2, 3]), for: []) == nil)
    #expect(AuthenticatedCipher.open([UInt8](repeating: 0, count: 40), with: SecretKey([]), for: []) == nil)
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(_ plain: String, _ text: String) {
    #expect(Array(plain.utf8).base64 == text)
    #expect([UInt8](base64: text) == Array(plain.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Zm9v ", " Zm9v", "Zm9v\n", "Zm-_", "Zm9vé", "====", "Zm9v\0Zm9"])
  func whatIsNotBase64(_ text: String) { #expect([UInt8](base64: text) == nil) }

  @Test func secrets() {
    #expect(Sodium.random(32) != Sodium.random(32))
    var secret: [UInt8] = [1, 2, 3]
    secret.overwrite()
    #expect(secret == [0, 0, 0])
  }
}
