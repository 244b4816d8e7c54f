// A plan that is as small as one can be with every key in it, for tests that break it in one place.

/// The small plan.
public enum SmallPlan {
  /// Its file.
  public static let text = """
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
