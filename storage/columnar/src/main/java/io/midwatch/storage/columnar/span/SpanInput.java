package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.FieldInputs.Source;
import io.midwatch.storage.columnar.row.Context;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A column of the schema that canonical fields are computed from.
 *
 * @param into puts a value of the column into a sketch
 */
record SpanInput(String column, BiConsumer<SpanSketch, AttributeValue> into) {

  /**
   * The columns of these sources, each once.
   *
   * @throws IllegalStateException for a source that fields are not computed from but read from
   */
  static List<SpanInput> of(Collection<Source> sources) {
    Map<String, SpanInput> inputs = new LinkedHashMap<>();
    for (Source source : sources) {
      SpanInput input = of(source);
      inputs.put(input.column, input);
    }
    return List.copyOf(inputs.values());
  }

  private static SpanInput of(Source source) {
    return switch (source) {
      case NAME -> new SpanInput(SpanSchema.NAME, SpanSketch::name);
      case KIND -> new SpanInput(SpanSchema.KIND, SpanSketch::kind);
      case STATUS -> new SpanInput(SpanSchema.STATUS, SpanSketch::status);
      case EXCEPTION -> new SpanInput(SpanSchema.EXCEPTION, SpanSketch::exception);
      case RESOURCE, SCOPE -> new SpanInput(Context.COLUMN, SpanSketch::context);
      case TRACE_ID,
          SPAN_ID,
          PARENT_SPAN_ID,
          STATUS_MESSAGE,
          TIMES,
          SEVERITY,
          SEVERITY_TEXT,
          BODY,
          EVENT_NAME ->
          throw new IllegalStateException("no field of a span is computed from " + source);
    };
  }
}
