// What a delivery looks like on the screen. Invariant: how much is said is the user's choice, and less while words are locked.

import PercolateCore
import PercolateFiles

/// Makes popups.
struct Popups {
  let words: Words
  let level: TextLevel
  let configuration: Configuration

  /// The popup for one delivery, or for several late ones.
  func popup(for deliveries: [Delivery]) -> Popup {
    guard deliveries.count == 1, let delivery = deliveries.first else { return digest(of: deliveries) }
    let said = delivery.words(delivery.full.isEmpty ? .minimal : level, words)
    return popup(summary: said.summary, body: said.body, urgency: delivery.urgency)
  }

  /// A first popup, to see whether any can be seen.
  var greeting: Popup {
    var popup = popup(summary: "Percolate", body: words(.popupGreeting), urgency: .low)
    popup.actions = []
    return popup
  }

  private func digest(of deliveries: [Delivery]) -> Popup {
    let count = ["count": String(deliveries.count)]
    let lines = deliveries.filter { !$0.full.isEmpty }.suffix(3).map { $0.words(level, words).body }
    let body =
      level == .minimal
      ? words(.popupDigestMinimal, count) : words(.popupDigest, count) + "\n" + lines.joined(separator: "\n")
    return popup(summary: "Percolate", body: body, urgency: .normal)
  }

  private func popup(summary: String, body: String, urgency: Nudge.Urgency) -> Popup {
    let notifications = configuration.notifications
    return Popup(
      summary: summary, body: body, urgency: urgency, sound: notifications.sound, resident: notifications.resident,
      actions: [
        Popup.Button(key: PopupAction.done.rawValue, label: words(.popupDone)),
        Popup.Button(key: PopupAction.later.rawValue, label: words(.popupLater)),
      ])
  }
}
