package io.midwatch.api.prometheus;

import tools.jackson.core.JsonGenerator;

/**
 * What a query cost, as the parameter {@code stats} asks for it.
 *
 * <pre>
 * {"timings": {"evalTotalTime": 0.012, …}, "samples": {"totalQueryableSamples": 8, "peakSamples": 8}}
 * </pre>
 *
 * @param queuedNanos waited for a place
 * @param evaluatedNanos from then to the result
 * @param samples read and made, which is what the limit counts; the peak is at most this
 */
record QueryStats(long queuedNanos, long evaluatedNanos, long samples) {
  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeName("timings");
    json.writeStartObject();
    json.writeNumberProperty("evalTotalTime", evaluatedNanos / 1e9);
    json.writeNumberProperty("resultSortTime", 0);
    json.writeNumberProperty("queryPreparationTime", 0);
    json.writeNumberProperty("innerEvalTime", evaluatedNanos / 1e9);
    json.writeNumberProperty("execQueueTime", queuedNanos / 1e9);
    json.writeNumberProperty("execTotalTime", (queuedNanos + evaluatedNanos) / 1e9);
    json.writeEndObject();
    json.writeName("samples");
    json.writeStartObject();
    json.writeNumberProperty("totalQueryableSamples", samples);
    json.writeNumberProperty("peakSamples", samples);
    json.writeEndObject();
    json.writeEndObject();
  }
}
