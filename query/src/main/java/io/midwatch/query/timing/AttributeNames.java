package io.midwatch.query.timing;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of the attributes that some spans have, on themselves or on their resource. */
record AttributeNames(List<Span> spans) {
  private static final int MOST = 60;

  /** From so many values on a name whose values hardly repeat is one of an id. */
  private static final int FEW = 8;

  /** What tells a process or a connection from others, as the instance does in one word. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(process|thread|telemetry|network|os)\\..*|.*\\.port");

  AttributeNames {
    spans = List.copyOf(spans);
  }

  /**
   * Those whose values repeat, by name; at most 60. What nearly every span has another value of,
   * such as an id, says nothing of many spans.
   */
  List<String> telling() {
    Map<String, Set<AttributeValue>> values = new TreeMap<>();
    for (Span span : spans) {
      span.attributes().forEach((key, value) -> add(values, key, value));
      span.resource().attributes().forEach((key, value) -> add(values, key, value));
    }
    return values.entrySet().stream()
        .filter(one -> one.getValue().size() <= Math.max(FEW, spans.size() / 3))
        .map(Map.Entry::getKey)
        .filter(name -> !ELSEWHERE.matcher(name).matches())
        .limit(MOST)
        .toList();
  }

  private static void add(
      Map<String, Set<AttributeValue>> values, String key, AttributeValue value) {
    values.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
  }
}
