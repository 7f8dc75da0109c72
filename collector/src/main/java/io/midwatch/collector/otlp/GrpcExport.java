package io.midwatch.collector.otlp;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.midwatch.collector.ingest.Accepted;
import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.Arrival;
import io.midwatch.collector.ingest.Arrival.BodyFormat;
import io.midwatch.collector.ingest.Arrival.Transport;
import io.midwatch.collector.ingest.BodyBuffer;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import io.midwatch.collector.ingest.RetryDelay;
import io.midwatch.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the unary Export calls of one signal. Token and free memory are asked before the message
 * is requested from the network.
 */
final class GrpcExport implements ServerCallHandler<InputStream, byte[]> {
  private static final Logger log = LoggerFactory.getLogger(GrpcExport.class);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<byte[]> STATUS_DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final Signal signal;
  private final OtlpIntake intake;
  private final IngestPipeline pipeline;
  private final Access access;
  private final ByteBudget budget;
  private final ReceiverLimits limits;

  GrpcExport(
      Signal signal,
      OtlpIntake intake,
      IngestPipeline pipeline,
      Access access,
      ByteBudget budget,
      ReceiverLimits limits) {
    this.signal = signal;
    this.intake = intake;
    this.pipeline = pipeline;
    this.access = access;
    this.budget = budget;
    this.limits = limits;
  }

  @Override
  public ServerCall.Listener<InputStream> startCall(
      ServerCall<InputStream, byte[]> call, Metadata headers) {
    try {
      access.requireHost(call.getAuthority());
      String source = access.requireSource(headers.get(AUTHORIZATION));
      ArrivingBytes arriving = ArrivingBytes.ofThisCall();
      Call started = new Call(call, arrival(source), budget.take(0), arriving);
      arriving.onRefusal(started::end);
      call.request(2);
      return started;
    } catch (RefusedException e) {
      refuse(call, e, 0);
      return new ServerCall.Listener<>() {};
    }
  }

  private Arrival arrival(String source) {
    return new Arrival(signal, Transport.GRPC, BodyFormat.PROTOBUF, source);
  }

  private void refuse(ServerCall<InputStream, byte[]> call, RefusedException refusal, long bytes) {
    RefuseReason reason = refusal.reason();
    pipeline.refused(arrival(Access.LOCAL), reason, bytes);
    String message = refusal.explanation();
    long retrySeconds = RetryDelay.spreadSeconds(refusal.retryAfter());
    Metadata trailers = new Metadata();
    trailers.put(
        STATUS_DETAILS, OtlpMessages.status(BodyFormat.PROTOBUF, reason, message, retrySeconds));
    call.close(Status.fromCodeValue(reason.rpcCode()).withDescription(message), trailers);
  }

  /** One call: reads its message when it comes, answers when the sender is done. */
  private final class Call extends ServerCall.Listener<InputStream> {
    private final ServerCall<InputStream, byte[]> call;
    private final Arrival arrival;
    private final ByteBudget.Lease lease;
    private final ArrivingBytes arriving;

    /** Set by the one that answers: the handler, or what counts the arriving bytes. */
    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile byte @Nullable [] body;

    Call(
        ServerCall<InputStream, byte[]> call,
        Arrival arrival,
        ByteBudget.Lease lease,
        ArrivingBytes arriving) {
      this.call = call;
      this.arrival = arrival;
      this.lease = lease;
      this.arriving = arriving;
    }

    @Override
    public void onMessage(InputStream message) {
      try {
        body = read(message);
      } catch (RefusedException e) {
        end(e);
      } finally {
        arriving.release();
      }
    }

    private byte[] read(InputStream message) {
      BodyBuffer plain = new BodyBuffer(lease, 0, limits.maxBodyBytes(), "message");
      try {
        int read;
        do {
          int room = plain.room();
          read = message.read(plain.array(), plain.size(), room);
          plain.added(Math.max(0, read));
        } while (read >= 0);
        return plain.toByteArray();
      } catch (IOException _) {
        throw new RefusedException(RefuseReason.UNDECODABLE, "the message is not valid gzip");
      } catch (StatusRuntimeException _) {
        throw new RefusedException(
            RefuseReason.TOO_LARGE, "the message is larger than " + limits.maxBodyBytes());
      }
    }

    @Override
    public void onHalfClose() {
      if (!ended.compareAndSet(false, true)) {
        return;
      }
      try {
        byte[] read = body;
        Accepted accepted = intake.export(arrival, read == null ? new byte[0] : read, null);
        call.sendHeaders(new Metadata());
        call.sendMessage(OtlpMessages.exportResponse(signal, BodyFormat.PROTOBUF, accepted));
        call.close(Status.OK, new Metadata());
      } catch (RefusedException e) {
        answer(e);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a call could not be handled; its sender is told to retry");
        answer(new RefusedException(RefuseReason.STORE_FAILED, "the call could not be handled"));
      }
    }

    private void end(RefusedException refusal) {
      if (ended.compareAndSet(false, true)) {
        answer(refusal);
      }
    }

    private void answer(RefusedException refusal) {
      byte[] read = body;
      refuse(call, refusal, read == null ? 0 : read.length);
    }

    @Override
    public void onComplete() {
      lease.close();
    }

    @Override
    public void onCancel() {
      lease.close();
    }
  }
}
