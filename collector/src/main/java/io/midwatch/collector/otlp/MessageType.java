package io.midwatch.collector.otlp;

import io.midwatch.collector.otlp.Field.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one OTLP message, by number and by JSON name. Filled once by {@link OtlpSchema},
 * read-only afterwards.
 */
final class MessageType {
  private static final int HIGHEST_FIELD = 16;

  private final String name;
  private final @Nullable Field[] byNumber = new Field[HIGHEST_FIELD + 1];
  private final Map<String, Field> byJsonName = new HashMap<>();

  MessageType(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The field of a number, null when this version of OTLP does not know it. */
  @Nullable Field findField(int number) {
    return number > 0 && number <= HIGHEST_FIELD ? byNumber[number] : null;
  }

  /** The field of a lowerCamelCase or, tolerated, snake_case name. */
  @Nullable Field findField(String jsonName) {
    return byJsonName.get(jsonName);
  }

  MessageType field(int number, String jsonName, Kind kind) {
    return add(new Field(number, jsonName, kind, false, null, Map.of()));
  }

  MessageType repeated(int number, String jsonName, Kind kind) {
    return add(new Field(number, jsonName, kind, true, null, Map.of()));
  }

  MessageType message(int number, String jsonName, MessageType type) {
    return add(new Field(number, jsonName, Kind.MESSAGE, false, type, Map.of()));
  }

  MessageType messages(int number, String jsonName, MessageType type) {
    return add(new Field(number, jsonName, Kind.MESSAGE, true, type, Map.of()));
  }

  MessageType enumeration(int number, String jsonName, Map<String, Integer> numbers) {
    return add(new Field(number, jsonName, Kind.ENUM, false, null, numbers));
  }

  private MessageType add(Field field) {
    byNumber[field.number()] = field;
    byJsonName.put(field.name(), field);
    byJsonName.put(snakeCase(field.name()), field);
    return this;
  }

  private static String snakeCase(String camelCase) {
    StringBuilder snake = new StringBuilder();
    for (char c : camelCase.toCharArray()) {
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
