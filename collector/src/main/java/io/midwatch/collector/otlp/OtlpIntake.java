package io.midwatch.collector.otlp;

import io.midwatch.collector.ingest.Accepted;
import io.midwatch.collector.ingest.Arrival;
import io.midwatch.collector.ingest.Arrival.BodyFormat;
import io.midwatch.collector.ingest.CheckedRequest;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.Wire;
import org.jspecify.annotations.Nullable;

/**
 * From the uncompressed bytes of one export request to the pipeline: JSON becomes protobuf, items
 * are checked, text is repaired. Thread-safe.
 */
public final class OtlpIntake {
  private final IngestPipeline pipeline;

  public OtlpIntake(IngestPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Takes a request.
   *
   * @param sent the uncompressed body, the intake's own from now on
   * @param wire the same compressed, null when it came uncompressed or is not at hand
   * @throws RefusedException UNDECODABLE when the bytes are no such request, or as {@link
   *     IngestPipeline#accept} says
   */
  public Accepted export(Arrival arrival, byte[] sent, @Nullable Wire wire) {
    return pipeline.accept(arrival, check(arrival, sent, wire));
  }

  private static CheckedRequest check(Arrival arrival, byte[] sent, @Nullable Wire wire) {
    try {
      JsonTranscoder.Result transcoded =
          arrival.format() == BodyFormat.JSON
              ? JsonTranscoder.transcode(arrival.signal(), sent)
              : new JsonTranscoder.Result(sent, "");
      byte[] body = transcoded.body();
      RequestCheck.Result result = RequestCheck.check(arrival.signal(), body);
      boolean mended = result.invalidTexts() > 0;
      boolean asSent = !mended && arrival.format() == BodyFormat.PROTOBUF;
      return new CheckedRequest(
          mended ? TextRepair.repair(OtlpSchema.request(arrival.signal()), body) : body,
          result.itemCount(),
          RejectedItems.copyOf(result.rejected()),
          result.reasons(),
          ContentHash.of(sent),
          asSent ? wire : null,
          transcoded.warning());
    } catch (DecodeException e) {
      throw new RefusedException(RefuseReason.UNDECODABLE, e.explanation());
    }
  }
}
