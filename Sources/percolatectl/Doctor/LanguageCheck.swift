// Whether the language that is asked for can be spoken: a file with faults is passed over in silence by everything else.

import PercolateFiles

enum LanguageCheck {
  static func findings(_ languages: Languages, _ language: String) -> [Finding] {
    guard let fault = languages.faults(language).first else { return [.ok("language", language)] }
    return [.problem("language", "\(fault)", "English is spoken in its place until the file is mended.")]
  }
}
