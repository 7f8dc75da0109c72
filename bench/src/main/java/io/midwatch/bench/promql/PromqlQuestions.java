package io.midwatch.bench.promql;

import io.midwatch.bench.promql.PromqlClient.Question;
import java.util.ArrayList;
import java.util.List;

/** What rules ask every minute and panels of a dashboard when they are opened. */
final class PromqlQuestions {
  /** Points of a panel, most. */
  private static final int POINTS = 720;

  private static final double HOUR = 3600;

  private final Fleet fleet;
  private final List<Asked> all = new ArrayList<>();

  /** A question by a short name. */
  record Asked(String id, Question question) {}

  private PromqlQuestions(Fleet fleet) {
    this.fleet = fleet;
  }

  static List<Asked> about(Fleet fleet) {
    PromqlQuestions questions = new PromqlQuestions(fleet);
    questions.rules();
    questions.panels();
    questions.wholeRange();
    return questions.all;
  }

  private double end() {
    return fleet.toMillis() / 1000.0 - Fleet.STEP_MILLIS / 1000.0;
  }

  private void rule(String query) {
    all.add(new Asked("i" + (all.size() + 1), Question.instant(query, end())));
  }

  private void panel(String query) {
    panel("h", query, HOUR);
  }

  private void day(String query) {
    panel("d", query, (fleet.toMillis() - fleet.fromMillis()) / 1000.0);
  }

  private void panel(String kind, String query, double length) {
    double step = Math.max(15, Math.ceil(length / POINTS / 15) * 15);
    double start = Math.max(end() - length, fleet.fromMillis() / 1000.0 + 300);
    all.add(new Asked(kind + (all.size() + 1), new Question(query, start, end(), step)));
  }

  private void rules() {
    rule("up == 0");
    rule("count by (job) (up == 1)");
    rule("sum by (job) (rate(http_requests_total[5m]))");
    rule(
        "sum by (job) (rate(http_requests_total{status=\"500\"}[5m])) / sum by (job)"
            + " (rate(http_requests_total[5m])) > 0.01");
    rule(
        "histogram_quantile(0.99, sum by (le, job)"
            + " (rate(http_request_duration_seconds_bucket[5m])))");
    rule("topk(10, sum by (instance) (rate(cpu_seconds_total{mode!=\"idle\"}[5m])))");
    rule("absent(up{job=\"nobody\"})");
    rule("max_over_time(queue_depth{queue=\"q3\"}[30m]) > 70");
    rule("predict_linear(disk_free_bytes[30m], 4 * 3600) < 0");
    rule("http_requests_total{instance=\"i-1\", route=\"/r1\", method=\"GET\", status=\"200\"}");
    rule("quantile_over_time(0.95, queue_depth{job=\"shop-2\"}[30m])");
    rule("max_over_time(sum by (job) (rate(http_requests_total[5m]))[30m:1m])");
    rule("changes(memory_bytes{area=\"limit\"}[15m]) > 2");
    rule("resets(http_requests_total{route=\"/r3\"}[1h]) > 0");
    rule("rate(http_requests_total[5m]) unless on (instance) (up == 0)");
    rule("count({__name__=~\"(http|cpu)_.+_total\", job=\"shop-1\"})");
    rule("avg by (job) (avg_over_time(temperature_celsius[10m]))");
  }

  private void panels() {
    panel("sum(rate(http_requests_total[5m]))");
    panel("sum by (route, status) (rate(http_requests_total{job=\"shop-4\"}[5m]))");
    panel(
        "histogram_quantile(0.9, sum by (le)"
            + " (rate(http_request_duration_seconds_bucket{job=\"shop-1\"}[5m])))");
    panel(
        "sum by (job) (rate(http_request_duration_seconds_sum[5m])) / sum by (job)"
            + " (rate(http_request_duration_seconds_count[5m]))");
    panel("rate(http_requests_total{instance=\"i-5\"}[1m])");
    panel("queue_depth{instance=~\"i-1.?\", queue=~\"q[0-4]\"}");
    panel("avg by (job) (queue_depth)");
    panel("topk(5, sum by (instance) (rate(http_requests_total[5m])))");
    panel("sum by (mode) (irate(cpu_seconds_total{job=\"shop-3\"}[1m]))");
    panel("100 - avg by (instance) (rate(cpu_seconds_total{mode=\"idle\"}[5m])) * 100");
    panel(
        "memory_bytes{area=\"heap\"} / on (instance, job) group_left ()"
            + " memory_bytes{area=\"limit\"}");
    panel("increase(http_requests_total{job=\"shop-1\", status=\"500\"}[30m])");
    panel("quantile(0.5, queue_depth)");
    panel("stddev by (job) (temperature_celsius)");
    panel(
        "label_replace(sum by (instance) (connections), \"host\", \"$1\", \"instance\","
            + " \"i-(.*)\")");
    panel("deriv(disk_free_bytes{job=\"shop-7\"}[15m])");
    panel("sum(up) or vector(0)");
    panel("count by (queue) (queue_depth > 50)");
    panel("min_over_time(connections{job=\"shop-9\"}[5m])");
    panel("max_over_time(rate(http_requests_total{instance=\"i-2\"}[5m])[30m:1m])");
  }

  private void wholeRange() {
    day("sum by (job) (rate(http_requests_total[10m]))");
    day("max by (job) (max_over_time(queue_depth[10m]))");
    day("http_requests_total{instance=\"i-3\", status=\"500\"}");
    day("sum(up)");
    day("avg by (area) (memory_bytes)");
  }
}
