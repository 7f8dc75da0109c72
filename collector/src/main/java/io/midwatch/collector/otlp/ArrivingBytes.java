package io.midwatch.collector.otlp;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.RefusedException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one call that have come from the network and are not read yet. gRPC gathers a message
 * before it hands it over; taken from the budget as they come, a thousand large messages on their
 * way are refused when it is used up, not when memory is. Thread-safe: the network counts, the
 * handler releases.
 */
final class ArrivingBytes extends ServerStreamTracer {
  private static final Context.Key<ArrivingBytes> KEY = Context.key("arriving-bytes");

  /** A call holds as much already from its start. */
  private static final long HELD_BY_CALL = ByteBudget.SMALLEST_LEASE_BYTES;

  private final ByteBudget budget;
  private final Executor executor;
  private long arrivedBytes;
  private boolean ended;
  private ByteBudget.@Nullable Lease lease;
  private Consumer<RefusedException> refusal = refused -> {};

  /**
   * @param executor where calls are refused, for the network must not wait
   */
  ArrivingBytes(ByteBudget budget, Executor executor) {
    this.budget = budget;
    this.executor = executor;
  }

  static Factory factory(ByteBudget budget, Executor executor) {
    return new Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new ArrivingBytes(budget, executor);
      }
    };
  }

  /** Those of the call that is being handled. */
  static ArrivingBytes ofThisCall() {
    return KEY.get();
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /** What to do, at most once, when the budget has no room for what comes. */
  synchronized void onRefusal(Consumer<RefusedException> action) {
    refusal = action;
  }

  @Override
  public synchronized void inboundWireSize(long bytes) {
    arrivedBytes += bytes;
    if (ended || arrivedBytes <= HELD_BY_CALL) {
      return;
    }
    try {
      hold(arrivedBytes - HELD_BY_CALL);
    } catch (RefusedException e) {
      Consumer<RefusedException> action = refusal;
      end();
      executor.execute(() -> action.accept(e));
    }
  }

  private void hold(long bytes) {
    if (lease == null) {
      lease = budget.take(bytes);
    } else {
      lease.growTo(bytes);
    }
  }

  /** Gives back what was held: the message is read. */
  synchronized void release() {
    arrivedBytes = 0;
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  @Override
  public void streamClosed(Status status) {
    end();
  }

  private synchronized void end() {
    ended = true;
    release();
  }
}
