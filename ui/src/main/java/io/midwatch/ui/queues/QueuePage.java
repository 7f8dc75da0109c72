package io.midwatch.ui.queues;

import io.midwatch.query.operations.QueueDetail;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import io.midwatch.ui.table.CsvTable;

/**
 * One queue and {@code /queues/{id}.json}.
 *
 * @param sentence its backlog and when it will be empty, in words
 */
public record QueuePage(Window window, QueueDetail detail, String sentence) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 140;

  public QueueRow row() {
    return detail.row();
  }

  public Signal signal() {
    return QueueText.state(row());
  }

  public String drains() {
    return QueueText.drains(row());
  }

  /** Spans that send to it or take from it, as a query line. */
  public String spans() {
    return "messaging.destination.name:\"" + row().destination().replace("\"", "\\\"") + "\"";
  }

  /** Waiting messages over time. */
  public LineChart waiting() {
    return chart("Waiting messages")
        .unit(value -> FORMAT.number(value).toString())
        .line("waiting", ValueLine.of(window, row().depth()), tone())
        .build();
  }

  /** Age of the oldest waiting message over time, with the limit. */
  public LineChart oldest() {
    return chart("Age of the oldest message")
        .unit(value -> FORMAT.seconds(value).toString())
        .line("oldest", ValueLine.of(window, detail.oldestSeconds()), tone())
        .limit(
            Signals.OLDEST_LIMIT_SECONDS, "limit " + FORMAT.seconds(Signals.OLDEST_LIMIT_SECONDS))
        .build();
  }

  /** Messages in and out per minute. */
  public LineChart traffic() {
    return chart("Messages per minute")
        .unit(value -> FORMAT.ratePerMinute(value / 60).toString())
        .line("in", ValueLine.of(window, detail.in()), Tone.NORMAL)
        .line("out", ValueLine.of(window, detail.out()), Tone.S3)
        .build();
  }

  public String trendKind(QueueDetail.Part part) {
    return TrendText.kind(part.messages());
  }

  public String trendWord(QueueDetail.Part part) {
    return TrendText.word(part.messages());
  }

  /** Those who send and take, as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
                "queue-services",
                "service",
                "operation",
                "messages",
                "messages_before",
                "failed",
                "failed_before",
                "p95_seconds",
                "waited_p95_seconds")
            .comparing(window);
    for (QueueDetail.Part part : detail.parts()) {
      csv.row(
          part.service(),
          part.operation(),
          part.messages().now(),
          part.messages().before(),
          part.failed().now(),
          part.failed().before(),
          CsvTable.seconds(part.p95Nanos()),
          CsvTable.seconds(part.waitedP95Nanos()));
    }
    return csv;
  }

  private Tone tone() {
    return signal().mark().equals("crit") ? Tone.CRIT : Tone.NORMAL;
  }

  private LineChartBuilder chart(String title) {
    return new LineChartBuilder(
            title,
            FORMAT.instant(window.range().fromUnixNano()),
            FORMAT.instant(window.range().toUnixNano()))
        .description(sentence)
        .height(HEIGHT);
  }
}
