package io.midwatch.bench.workload;

/** Writes the fields of log records. Not thread-safe. */
final class LogRecordWriter {
  private static final int TIME = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED = 11;
  private static final int STRING = 1;
  private static final double NEEDLES = 3e-6;

  private final Wire wire;
  private final Traces traces;
  private final AttributeWriter attributes;
  private final StringBuilder text = new StringBuilder();

  LogRecordWriter(Wire wire, Traces traces) {
    this.wire = wire;
    this.traces = traces;
    this.attributes = new AttributeWriter(wire, ATTRIBUTES);
  }

  /** Writes a record that belongs to the trace in 6 of 10 cases. */
  void write(LogTemplate template, long time, int trace, Dice dice) {
    wire.fixed64(TIME, time);
    wire.number(SEVERITY_NUMBER, template.severity());
    wire.text(SEVERITY_TEXT, template.severityText());
    int body = wire.open(BODY);
    wire.text(STRING, body(template, dice));
    wire.close(body);
    int thread = dice.below(200);
    attributes
        .string("thread.name", "http-nio-8080-exec-" + thread)
        .integer("thread.id", 30 + thread)
        .string("log.logger", "com.acme.Step" + template.parts().getFirst().length());
    if (dice.chance(0.6)) {
      wire.fixed32(FLAGS, 1);
      wire.id(TRACE_ID, traces.idHigh(trace), traces.idLow(trace));
      wire.id(SPAN_ID, traces.spanId(trace, 0));
    }
    wire.fixed64(OBSERVED, time + 20_000 + dice.below(1_000_000));
  }

  private String body(LogTemplate template, Dice dice) {
    text.setLength(0);
    text.append(template.parts().getFirst());
    for (String part : template.parts().subList(1, template.parts().size())) {
      text.append(dice.below(10_000_000)).append(part);
    }
    if (dice.chance(NEEDLES)) {
      text.append(LogWorkload.NEEDLE);
    }
    return text.toString();
  }
}
