package io.midwatch.model.prometheus;

import java.util.Map;

/**
 * The words a UCUM unit adds to a metric name: {@code By} → {@code bytes}, {@code m/s} → {@code
 * meters} and {@code per_second}. A part in braces adds nothing; a unit of no known word is kept.
 */
record UnitWords(String main, String per) {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tebibytes"),
          Map.entry("kBy", "kilobytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> SINGULARS =
      Map.of(
          "s", "second",
          "m", "minute",
          "h", "hour",
          "d", "day",
          "w", "week",
          "mo", "month",
          "y", "year");

  static UnitWords of(String unit) {
    int slash = unit.indexOf('/');
    String main = word(slash < 0 ? unit : unit.substring(0, slash), WORDS);
    String per = slash < 0 ? "" : word(unit.substring(slash + 1), SINGULARS);
    return new UnitWords(main, per.isEmpty() ? "" : "per_" + per);
  }

  private static String word(String part, Map<String, String> words) {
    String symbol = part.strip();
    if (symbol.indexOf('{') >= 0 || symbol.indexOf('}') >= 0) {
      return "";
    }
    return String.join("_", NameTokens.of(words.getOrDefault(symbol, symbol)));
  }
}
