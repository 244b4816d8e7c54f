// The interviews of a language as a table.

import PercolateCore

extension Interviews: ConfigValue {
  static func read(yaml: String) throws(Faults) -> Interviews { try InterviewsFile.read(text: yaml, file: "built in") }

  static func tabulate(_ all: Interviews?, _ table: inout Table) throws(TableFault) -> Interviews {
    Interviews(
      language: try table.text(all?.language), stock: try Interview.tabulate(all?.stock, &table),
      debrief: try Interview.tabulate(all?.debrief, &table), lessons: try Interview.tabulate(all?.lessons, &table),
      memories: try Interview.tabulate(all?.memories, &table), safety: try SafetyWords.tabulate(all?.safety, &table),
      urge: UrgeWords(sentences: try table.texts(all?.urge.sentences), helps: try table.texts(all?.urge.helps)))
  }
}

extension Interview {
  fileprivate static func tabulate(_ interview: Interview?, _ table: inout Table) throws(TableFault) -> Interview {
    Interview(
      name: try table.choice(interview?.name), title: try table.text(interview?.title),
      intro: try table.text(interview?.intro), closing: try table.text(interview?.closing),
      weighing: try table.optional(interview?.weighing, Weighing.tabulate),
      questions: try table.list(interview?.questions, InterviewQuestion.tabulate))
  }
}

extension Interview.Weighing {
  fileprivate static func tabulate(
    _ weighing: Interview.Weighing?, _ table: inout Table
  ) throws(TableFault) -> Interview.Weighing {
    Interview.Weighing(
      undecided: try table.text(weighing?.undecided), unopposed: try table.text(weighing?.unopposed))
  }
}

extension InterviewQuestion {
  fileprivate static func tabulate(
    _ question: InterviewQuestion?, _ table: inout Table
  ) throws(TableFault) -> InterviewQuestion {
    InterviewQuestion(
      id: try table.text(question?.id), ask: try table.text(question?.ask),
      help: try table.optionalText(question?.help),
      choices: try table.list(question?.choices, InterviewChoice.tabulate),
      isEssential: try table.flag(question?.isEssential), serves: try table.advice(question?.serves))
  }
}

extension InterviewChoice {
  fileprivate static func tabulate(
    _ choice: InterviewChoice?, _ table: inout Table
  ) throws(TableFault) -> InterviewChoice {
    InterviewChoice(
      id: try table.text(choice?.id), say: try table.text(choice?.say),
      speaksFor: try table.optional(choice?.speaksFor, Reason.tabulate))
  }
}

extension InterviewChoice.Reason {
  fileprivate static func tabulate(
    _ reason: InterviewChoice.Reason?, _ table: inout Table
  ) throws(TableFault) -> InterviewChoice.Reason {
    InterviewChoice.Reason(suggests: try table.choice(reason?.suggests), because: try table.text(reason?.because))
  }
}

extension SafetyWords {
  fileprivate static func tabulate(_ words: SafetyWords?, _ table: inout Table) throws(TableFault) -> SafetyWords {
    SafetyWords(
      ask: try table.text(words?.ask), concerns: try table.list(words?.concerns, NamedConcern.tabulate),
      none: try table.text(words?.none), kept: try table.text(words?.kept), support: try table.text(words?.support))
  }
}

extension SafetyWords.NamedConcern {
  fileprivate static func tabulate(
    _ named: SafetyWords.NamedConcern?, _ table: inout Table
  ) throws(TableFault) -> SafetyWords.NamedConcern {
    SafetyWords.NamedConcern(try table.choice(named?.concern), say: try table.text(named?.say))
  }
}
