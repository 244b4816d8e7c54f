// A plan that is as small as one can be with every key in it, for tests that break it in one place.

enum SmallPlan {
  static let text = """
    plan: small
    version: 1
    title: A small plan
    about: Two stages.
    start: first
    guards:
      boundary: { words: A no ends it., serves: [A20] }
    stages:
      first:
        title: First
        aim: To begin.
        why: It takes a few days.
        stay: { least: 2 days, usual: 5 days, longest: 9 days }
        contact: [letter, reply]
        serves: [A1]
        transitions:
          did letter: last
          they no-contact: { to: last, serves: [A20] }
          extend: first
        questions:
          reason: { ask: Why is it so?, serves: [A2] }
        nudges:
          - id: hello
            when: at once
            full: Hello, {name}.
            discreet: Hello.
          - id: daily
            when: "*-*-* 19:30"
            from: 1 day
            until: 3 days
            serves: [A3]
            urgency: low
            late: drop
            full: [One., Two.]
            discreet: [Eins., Zwei.]
      last:
        title: Last
        aim: To end.
        why: It is over.
        stay: { least: 1 day, usual: 2 days, longest: 2 weeks }
        contact: none
        towards: no
        ends: yes

    """
}

/// A small generator with a seed, so that a failure can be repeated (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
