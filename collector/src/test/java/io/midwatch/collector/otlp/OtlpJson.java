package io.midwatch.collector.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes generated OTLP messages as OTLP/JSON: hex ids, numbers for enums, strings for int64. */
public final class OtlpJson {
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private OtlpJson() {}

  public static String of(Message message) {
    return message.getAllFields().entrySet().stream()
        .map(entry ->
            quote(entry.getKey().getJsonName()) + ":" + member(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String member(FieldDescriptor field, Object value) {
    return value instanceof List<?> list
        ? list.stream().map(item -> single(field, item)).collect(Collectors.joining(",", "[", "]"))
        : single(field, value);
  }

  private static String single(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message message -> of(message);
      case ByteString bytes when IDS.contains(field.getName()) ->
          quote(HexFormat.of().withUpperCase().formatHex(bytes.toByteArray()));
      case ByteString bytes -> quote(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case EnumValueDescriptor number -> Integer.toString(number.getNumber());
      case Long number when isUnsigned(field) -> quote(Long.toUnsignedString(number));
      case Long number -> quote(number.toString());
      case Integer number when isUnsigned(field) -> Integer.toUnsignedString(number);
      case Double real when real.isNaN() || real.isInfinite() -> quote(real.toString());
      case String text -> quote(text);
      default -> value.toString();
    };
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
