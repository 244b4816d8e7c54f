// The pages in another language, a picture each: what is not in the file of words, or does not agree with what it stands next
// to, is seen here.

import PercolateControl
import PercolateFiles
import Testing

@testable import PercolateCore
@testable import percolatectl

extension Languages {
  /// The Italian words that are built in.
  static let italian = Languages(directories: BaseDirectories(environment: ["HOME": "/nonexistent"])).words("it").words
}

@Suite("in Italian")
struct ItalianPageTests {
  private func check(
    _ expected: String, _ location: SourceLocation = #_sourceLocation, _ write: (inout Page) throws -> Void
  ) rethrows {
    let text = try page(words: Languages.italian, write)
    #expect(text == expected + "\n", sourceLocation: location)
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= 80 }, sourceLocation: location)
  }

  private static func italian(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> StandingMessage {
    try .waiting {
      $0["planTitle"] = "La strada lunga del ritorno"
      $0["title"] = "L'attesa"
      $0["aim"] = "Lasciare spazio."
      $0["why"] = "La lettera si legge con calma."
      $0["next"] = [
        "timeline": "coffee", "nudge": "a", "stage": "L'attesa", "due": "2026-11-23T08:00:00Z", "text": "Con calma.",
      ]
      change(&$0)
    }
  }

  @Test("status: where, why not more, what comes next, what can be told")
  func status() throws {
    let standing = try Self.italian {
      $0["contact"] = ["letter", "reply", "call"]
      $0["choices"] = ["they wrote", "did call", "extend"]
    }
    check(
      """
      La strada lunga del ritorno · Robin
      L'attesa, giorno 12 (da martedì 10 novembre)

      Lasciare spazio.

      Contatti ora una risposta a quello che ha scritto e una telefonata
      Perché       La lettera si legge con calma.
      Questa tappa almeno fino a martedì 1º dicembre, di solito fino a giovedì 10
                   dicembre, al massimo fino a sabato 9 gennaio 2027
      Prossimo     domani alle 8:00
                   Con calma.

      Desktop      dunst 1.9.0

      Che cosa puoi dire adesso
        percolatectl they wrote  ti ha scritto
        percolatectl did call    hai fatto una telefonata a Robin
        percolatectl extend      aspettare un'altra volta
      """
    ) { $0.status(.quiet([standing])) }
  }

  @Test("status: a name that was not told, a boundary, a coffee, a pause, what waits")
  func everything() throws {
    let standing = try Self.italian {
      $0["name"] = nil
      $0["boundary"] = "2026-11-21T08:00:00Z"
      $0["coffee"] = "2026-11-28T15:00:00Z"
      $0["paused"] = true
      $0["invitation"] = "open"
      $0["next"] = nil
      $0["choices"] = ["did invitation"]
    }
    var state = StateMessage.quiet([standing], owed: [.nudge(), .nudge(.missed(.overtaken), repeated: true)])
    state.missed = 2
    state.reminders = 1
    check(
      """
      La strada lunga del ritorno
      L'attesa, giorno 12 (da martedì 10 novembre)

      Lasciare spazio.

      Contatti ora nessuno
      Perché       La lettera si legge con calma.
      Questa tappa almeno fino a martedì 1º dicembre, di solito fino a giovedì 10
                   dicembre, al massimo fino a sabato 9 gennaio 2027
      Confine      La richiesta dell'altra persona è di non avere contatti (ieri). È
                   definitiva.
      Invito       è partito; per ora nessuna risposta
      Caffè        sabato alle 15:00
      In pausa     fino a `percolatectl resume`
      Prossimo     nessun messaggio, per come stanno le cose

      Ti aspettano
        coffee/waiting-daily#3 · oggi 09:00 · non ancora mostrato
          Nothing to send today.
        coffee/waiting-daily#3 · oggi 09:00 · mancato: la strada era già andata
        avanti, forse mostrato due volte
          Nothing to send today.
        Rispondi con `percolatectl done` o `percolatectl later`; con una chiave, solo
        a quello.

      Mancati      2 nell'ultima settimana; l'elenco è in `percolatectl missed`
      Promemoria   1 in arrivo; l'elenco è in `percolatectl remind --list`
      Desktop      dunst 1.9.0

      Che cosa puoi dire adesso
        percolatectl did invitation  hai proposto un caffè all'altra persona
      """
    ) { $0.status(state) }
  }

  @Test("status: nobody on the way, and several")
  func fewAndMany() throws {
    check(
      """
      Nessun percorso è in corso.

        percolatectl start     ne comincia uno
        percolatectl rehearse  mostra in un minuto com'è
        percolatectl remind    ti ricorda qualcos'altro

      Desktop      dunst 1.9.0
      """
    ) { $0.status(.quiet()) }
    let other = try Self.italian {
      $0["timeline"] = "sam"
      $0["next"] = nil
    }
    try check(
      """
      coffee  Robin  L'attesa, giorno 12  prossimo messaggio domani alle 8:00
      sam     Robin  L'attesa, giorno 12  nessun messaggio in arrivo

      `percolatectl status --timeline NOME` dice di più su uno di loro.

      Desktop      dunst 1.9.0
      """
    ) { $0.status(.quiet([try Self.italian(), other])) }
  }

  @Test("may: the answer, why, until when, and what leads on")
  func may() {
    let no = Permission(
      answer: .notNow, reason: "La lettera si legge con calma.", since: moment("2026-11-10T12:00:00Z"),
      until: moment("2026-12-01T13:00:00Z"))
    check(
      """
      Non adesso.
      La lettera si legge con calma.
      Da     martedì 10 novembre
      Fino a martedì 1º dicembre

      Che cosa può portare avanti da qui: ti ha scritto; aspettare un'altra volta.
      """
    ) { $0.answer(Control.May.Reply(no, next: ["they wrote", "extend"])) }
    let never = Permission(answer: .never, reason: "La risposta è stata no.")
    check("No, e resta così.\nLa risposta è stata no.") { $0.answer(Control.May.Reply(never, next: [])) }
  }

  @Test("timeline: past, passed by, here with its ways, ahead")
  func road() throws {
    let past = VisitMessage(entered: moment("2026-10-20T12:00:00Z"), left: moment("2026-11-10T12:00:00Z"), because: nil)
    let here = VisitMessage(entered: moment("2026-11-10T12:00:00Z"), left: nil, because: "did letter")
    let road = [
      try ListPageTests.stage("calm", "La calma", visits: [past]), try ListPageTests.stage("think", "Il punto"),
      try ListPageTests.stage(
        "waiting", "L'attesa", visits: [here], leads: ["they wrote -> contact", "extend -> waiting"]),
      try ListPageTests.stage("contact", "Di nuovo in contatto"),
    ]
    try check(
      """
      La strada lunga del ritorno · Robin
      L'attesa, giorno 12 (da martedì 10 novembre)

      ● Martedì 20 ottobre: la rottura
      │
      ● La calma · da martedì 20 ottobre a martedì 10 novembre
      │
      ○ Il punto · non sulla tua strada
      │
      ◉ L'attesa · sei qui, giorno 12
      │   Lasciare spazio.
      │   ╰╴ Di nuovo in contatto: ti ha scritto
      │   ╰╴ si resta: aspettare un'altra volta
      │
      ○ Di nuovo in contatto · di solito 7 giorni
          To contact.
      """
    ) { $0.road(try Self.italian(), road) }
  }

  @Test("next: short names in the column of dates")
  func agenda() {
    check(
      """
      oggi 19:30            Waiting     The first days are the loudest. When your hand
                                        goes to the phone, let it go to the kettle
                                        instead.
      sab 2 gen 2027 08:00  Promemoria  long walk
      """
    ) { $0.agenda(ListPageTests.planned) }
  }

  @Test(
    "log: a sentence each",
    arguments: [
      (
        .happened(.rhythm(zone: "Europe/Rome", quiet: nil, limits: Limits(day: 3, week: 7))),
        "i messaggi seguono questo ritmo: Europe/Rome, ore di silenzio: mai, al massimo 3 al giorno e 7 alla "
          + "settimana"
      ),
      (
        .happened(.entered("closure", on: Here.sunday.now, because: .they(.noContact))),
        "comincia la tappa closure: ha chiesto di non avere contatti"
      ),
      (
        .happened(.did(.call, on: Here.sunday.now, early: true)),
        "hai fatto una telefonata all'altra persona; era un po' presto"
      ),
      (.happened(.coffee(moment("2026-11-28T13:00:00Z"))), "l'incontro: sabato alle 13:00"),
      (.happened(.paused(until: nil)), "messaggi in pausa, senza una data"),
      (.happened(.wrote(Writing(kind: .urge, strength: 4, text: ""))), "l'hai scritto qui invece di spedirlo"),
      (.happened(.pronouns(.she)), "i pronomi sono: lei"),
      (.nudge("calm-welcome", .shown, repeated: true), "il messaggio calm-welcome è stato mostrato, forse due volte"),
      (.reminderSet(3), "il promemoria 3 è impostato"),
    ] as [(Told, String)])
  func log(told: Told, expected: String) {
    let said = page(words: Languages.italian) { $0.log([.line(told)]) }
    #expect(said.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "oggi 17:00 \(expected)")
  }

  @Test(
    "errors",
    arguments: [
      (.noTimeline, "nessun percorso è in corso; `percolatectl start` ne comincia uno"),
      (.severalTimelines(["a", "b"]), "sono in corso più percorsi; aggiungi --timeline con uno di questi: a, b"),
      (.unknownReminder(3), "non c'è un promemoria 3; l'elenco è in `percolatectl remind --list`"),
    ] as [(ControlError, String)])
  func error(error: ControlError, expected: String) {
    #expect(Failure(error, words: Languages.italian).line == expected)
  }
}
