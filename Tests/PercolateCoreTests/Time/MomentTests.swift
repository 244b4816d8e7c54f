// Moments, dates and times of day: their text, their bounds and their arithmetic.

import Foundation
import PercolateCore
import Testing

@Suite struct MomentTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
      ("2026-11-22T17:00:00Z", 1_795_366_800_000_000, "2026-11-22T17:00:00Z"),
      ("2026-11-22T18:00:00+01:00", 1_795_366_800_000_000, "2026-11-22T17:00:00Z"),
      ("2026-11-22T12:30:00-04:30", 1_795_366_800_000_000, "2026-11-22T17:00:00Z"),
      ("2026-11-22t17:00:00z", 1_795_366_800_000_000, "2026-11-22T17:00:00Z"),
      ("2026-11-22T17:00:00.5Z", 1_795_366_800_500_000, "2026-11-22T17:00:00.500000Z"),
      ("2026-11-22T17:00:00.000001Z", 1_795_366_800_000_001, "2026-11-22T17:00:00.000001Z"),
      ("1970-01-01T01:00:00+01:00", 0, "1970-01-01T00:00:00Z"),
      ("1969-12-31T23:00:00-01:00", 0, "1970-01-01T00:00:00Z"),
      ("2024-02-29T00:00:00Z", 1_709_164_800_000_000, "2024-02-29T00:00:00Z"),
      ("2199-12-31T23:59:59.999999Z", 7_258_118_399_999_999, "2199-12-31T23:59:59.999999Z"),
    ] as [(String, Int64, String)])
  func readsAndWritesISO8601(text: String, microseconds: Int64, written: String) throws {
    let moment = try moment(text)
    #expect(moment.microseconds == microseconds)
    #expect(moment.description == written)
    #expect(Moment(iso8601: written) == moment)
  }

  @Test(arguments: [
    "", " ", "2026-11-22", "2026-11-22T17:00:00", "2026-11-22T17:00Z", "2026-11-22 17:00:00Z", "2026-11-22T17:00:60Z",
    "2026-11-22T24:00:00Z", "2026-11-22T17:00:00.Z", "2026-11-22T17:00:00.1234567Z", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-1-1T00:00:00Z", "26-11-22T17:00:00Z", "+2026-11-22T17:00:00Z",
    "2026-11-22T17:00:00+24:00", "2026-11-22T17:00:00+0100", "2026-11-22T17:00:00Z ", "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+00:01", "2200-01-01T00:00:00Z", "2026-11-22T17:00:00\u{661}Z", "99999-01-01T00:00:00Z",
  ])
  func refusesWhatIsNotAMoment(text: String) {
    #expect(Moment(iso8601: text) == nil)
  }

  @Test func staysInBounds() {
    #expect(Moment(microseconds: -1) == nil)
    #expect(Moment(microseconds: 7_258_118_400_000_000) == nil)
    #expect(Moment(microseconds: 7_258_118_399_999_999) == .latest)
    for extreme in [Duration.seconds(Int64.max), .seconds(1e19), .seconds(400 * 366 * 86_400)] {
      #expect(Moment.earliest.adding(extreme) == .latest)
      #expect(Moment.latest.subtracting(extreme) == .earliest)
      #expect(Moment.latest.adding(.zero - extreme) == .earliest)
      #expect(Moment.latest.adding(extreme) == .latest)
    }
    let smallest = Duration.seconds(Int64.min) - .seconds(Int64.max)
    #expect(Moment.earliest.subtracting(smallest) == .latest)
  }

  @Test func addsWhatItSubtracts() throws {
    let noon = try moment("2026-11-22T12:00:00Z")
    let later = noon.adding(.seconds(90) + .microseconds(5))
    #expect(later - noon == .seconds(90) + .microseconds(5))
    #expect(noon - later == .zero - .seconds(90) - .microseconds(5))
    #expect(later.subtracting(.seconds(90) + .microseconds(5)) == noon)
    #expect(noon.adding(.nanoseconds(1_999)) - noon == .microseconds(1))
    #expect(noon < later)
  }
}

@Suite struct CivilDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0, Weekday.thursday),
    (1969, 12, 31, -1, .wednesday),
    (1969, 1, 1, -365, .wednesday),
    (2000, 2, 29, 11_016, .tuesday),
    (2000, 3, 1, 11_017, .wednesday),
    (2026, 11, 22, 20_779, .sunday),
    (2100, 2, 28, 47_540, .sunday),
    (2100, 3, 1, 47_541, .monday),
    (2199, 12, 31, 84_005, .tuesday),
    (2200, 12, 31, 84_370, .wednesday),
  ])
  func countsDays(year: Int, month: Int, day: Int, number: Int, weekday: Weekday) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.dayNumber == number)
    #expect(date.weekday == weekday)
    #expect(CivilDate(dayNumber: number) == date)
  }

  @Test func knowsEveryDayOnce() throws {
    var previous: CivilDate?
    for number in -365...84_370 {
      let date = try #require(CivilDate(dayNumber: number))
      #expect(date.dayNumber == number)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
      if let previous { #expect(previous < date && previous.adding(days: 1) == date) }
      previous = date
    }
  }

  @Test(arguments: [
    (1968, 12, 31),
    (2201, 1, 1),
    (2026, 0, 1),
    (2026, 13, 1),
    (2026, 1, 0),
    (2026, 4, 31),
    (2026, 2, 29),
    (2100, 2, 29),
    (Int.max, 1, 1),
    (2026, Int.min, 1),
    (2026, 1, Int.max),
  ])
  func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-03-31", -1, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"),
    ("2026-01-15", -1, "2025-12-15"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2026-11-22", 0, "2026-11-22"),
    ("2026-11-22", 9_999, "2200-12-31"),
    ("2026-11-22", -9_999, "1969-01-01"),
    ("2026-11-22", Int.max, "2200-12-31"),
    ("2026-11-22", Int.min, "1969-01-01"),
  ])
  func movesByMonths(start: String, months: Int, end: String) throws {
    #expect(try #require(CivilDate(start)).adding(months: months).description == end)
  }

  @Test(arguments: [
    ("2026-02-28", 1, "2026-03-01"),
    ("2026-01-01", -1, "2025-12-31"),
    ("2026-01-01", Int.max, "2200-12-31"),
    ("2026-01-01", Int.min, "1969-01-01"),
  ])
  func movesByDays(start: String, days: Int, end: String) throws {
    #expect(try #require(CivilDate(start)).adding(days: days).description == end)
  }

  @Test func refusesDayNumbersOutOfBounds() {
    for number in [-366, 84_371, Int.max, Int.min] { #expect(CivilDate(dayNumber: number) == nil) }
  }

  @Test func namesWeekdays() {
    #expect(Weekday.allCases.map(\.shortName) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    #expect(Weekday.allCases.map(\.rawValue) == Array(1...7))
    #expect(Weekday.wednesday.name == "Wednesday")
  }
}

@Suite struct TimeOfDayTests {
  @Test(
    arguments: [
      ("00:00", 0, "00:00"),
      ("19:30", 70_200_000_000, "19:30"),
      ("19:30:00", 70_200_000_000, "19:30"),
      ("19:30:15", 70_215_000_000, "19:30:15"),
      ("19:30:15.25", 70_215_250_000, "19:30:15.250000"),
      ("19:30:00.000001", 70_200_000_001, "19:30:00.000001"),
      ("23:59:59.999999", 86_399_999_999, "23:59:59.999999"),
    ] as [(String, Int64, String)])
  func readsAndWrites(text: String, microseconds: Int64, written: String) throws {
    let time = try #require(TimeOfDay(text))
    #expect(time.microseconds == microseconds)
    #expect(time.description == written)
    #expect(TimeOfDay(written) == time)
    #expect(
      TimeOfDay(hour: time.hour, minute: time.minute, second: time.second, microsecond: time.microsecond) == time)
  }

  @Test(arguments: [
    "", "19", "19:", "9:30", "19:3", "24:00", "19:60", "19:30:60", "19:30:", "19:30:15.", "19:30:15.1234567", " 19:30",
    "19:30 ", "-1:30", "+9:30", "19.30", "1\u{661}:30",
  ])
  func refuses(text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test func refusesHandsOutOfRange() {
    #expect(TimeOfDay(hour: 24, minute: 0) == nil)
    #expect(TimeOfDay(hour: 0, minute: 60) == nil)
    #expect(TimeOfDay(hour: 0, minute: 0, second: 60) == nil)
    #expect(TimeOfDay(hour: 0, minute: 0, microsecond: 1_000_000) == nil)
    #expect(TimeOfDay(hour: Int.max, minute: Int.min) == nil)
  }

  @Test func readsWithItsDate() throws {
    let date = try #require(CivilDate("2026-11-22"))
    let (early, late) = (try #require(TimeOfDay("19:30")), try #require(TimeOfDay("19:30:15")))
    #expect(CivilTime(date: date, time: early).description == "2026-11-22 19:30")
    #expect(CivilTime(date: date, time: late).description == "2026-11-22 19:30:15")
    #expect(CivilTime(date: date, time: late) < CivilTime(date: date.adding(days: 1), time: early))
  }
}
