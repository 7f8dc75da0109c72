package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/**
 * One edge between two parts: who asks whom. Durations are nanoseconds, null where nobody measured.
 *
 * @param kind {@code call}, {@code message}, {@code database} or {@code third_party}
 * @param failed at either end; of messages, at the receiver's
 * @param clientP95Nanos as the caller saw it; of messages, how long sending took
 * @param serverP95Nanos as the callee saw it
 * @param queueTimeP95Nanos from sent to received, of messages
 */
public record DependencyRow(
    String client,
    String server,
    String kind,
    long requests,
    long failed,
    @Nullable Double clientP95Nanos,
    @Nullable Double serverP95Nanos,
    @Nullable Double queueTimeP95Nanos) {}
