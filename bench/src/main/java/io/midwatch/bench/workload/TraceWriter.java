package io.midwatch.bench.workload;

import io.midwatch.bench.workload.Operation.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one trace after another: a request to a service that asks its database, does steps of its
 * own, calls other services and sends messages. Not thread-safe: the arrays are reused.
 *
 * <pre>
 * shop      SERVER  GET /api/v1/shop/{id}
 * shop        CLIENT  SELECT shop
 * shop        CLIENT  GET                         http://pricing:8080/api/v1/pricing/482133
 * pricing       SERVER  GET /api/v1/pricing/{id}
 * pricing         INTERNAL  Handler.validate
 * </pre>
 */
final class TraceWriter {
  /** The planted fault: this service's first route fails so often on pods of the last version. */
  static final int FAULTY_SERVICE = 3;

  static final double FAULT = 0.35;

  private static final int MAX_SPANS = 14;
  private static final Zipf TENANTS = new Zipf(5_000, 1.05);
  private static final Zipf ENTRANCES = new Zipf(Service.ALL.size(), 0.6);
  private static final Zipf ROUTES = new Zipf(7, 0.8);
  private static final int USERS = 200_000;

  private final Traces traces;
  private final List<Operations> services;
  private final List<Failure> failures;
  private final ItemBuffer items;
  private final SpanWriter spanWriter;

  private final Operation[] operation = new Operation[MAX_SPANS];
  private final int[] parent = new int[MAX_SPANS];
  private final int[] pod = new int[MAX_SPANS];
  private final long[] own = new long[MAX_SPANS];
  private final long[] duration = new long[MAX_SPANS];
  private final long[] start = new long[MAX_SPANS];
  private final long[] cursor = new long[MAX_SPANS];
  private Dice dice = new Dice(0);
  private int count;

  TraceWriter(Traces traces, List<Operations> services, List<Failure> failures, ItemBuffer items) {
    this.traces = traces;
    this.services = services;
    this.failures = failures;
    this.items = items;
    this.spanWriter = new SpanWriter(items.wire());
  }

  /** Writes trace {@code number} with {@code size} spans; the answer is {@code size}. */
  int write(int number, int size) {
    dice = new Dice(Dice.seed(traces.traceSeed(number), -4));
    count = 0;
    grow(size);
    time(traces.start(number));
    spanWriter.startTrace(
        traces.idHigh(number), traces.idLow(number), TENANTS.draw(dice), dice.below(USERS));
    for (int span = 0; span < size; span++) {
      long parentId = parent[span] < 0 ? 0 : traces.spanId(number, parent[span]);
      spanWriter.write(
          operation[span],
          operation[Math.min(span + 1, size - 1)].service().name(),
          traces.spanId(number, span),
          parentId,
          start[span],
          duration[span],
          failure(span),
          dice);
      items.endItem(operation[span].service().index() * Service.PODS + pod[span]);
    }
    return size;
  }

  /** Adds spans until there are {@code size}; most work is done by the service called last. */
  private void grow(int size) {
    int server = serve(ENTRANCES.draw(dice), -1);
    while (count < size) {
      Operations at = services.get(operation[server].service().index());
      double choice = dice.share();
      boolean roomForTwo = count + 2 <= size;
      if (choice < 0.30 && roomForTwo) {
        int call = add(at.call(), server, pod[server]);
        int callee = serve(dice.below(Service.ALL.size()), call);
        server = dice.chance(0.6) ? callee : server;
      } else if (choice < 0.36 && roomForTwo && at.service().index() % 2 == 0) {
        int sent = add(at.queue(), server, pod[server]);
        Operations consumer = services.get(at.service().index() + 1);
        add(consumer.queue(), sent, dice.below(Service.PODS));
      } else if (choice < 0.50) {
        add(at.steps().get(dice.below(2)), server, pod[server]);
      } else {
        add(at.statements().get(dice.below(4)), server, pod[server]);
      }
    }
  }

  private int serve(int service, int caller) {
    Operation route = services.get(service).routes().get(ROUTES.draw(dice));
    return add(route, caller, dice.below(Service.PODS));
  }

  private int add(Operation work, int caller, int onPod) {
    operation[count] = work;
    parent[count] = caller;
    pod[count] = onPod;
    own[count] = dice.spread(work.medianNanos());
    return count++;
  }

  /** A span lasts as long as its own work and its children, one after another; queues excepted. */
  private void time(long traceStart) {
    for (int span = 0; span < count; span++) {
      duration[span] = own[span];
    }
    for (int span = count - 1; span > 0; span--) {
      if (operation[span].role() != Role.CONSUME) {
        duration[parent[span]] += duration[span];
      }
    }
    for (int span = 0; span < count; span++) {
      int caller = parent[span];
      boolean later = operation[span].role() == Role.CONSUME;
      if (caller < 0) {
        start[span] = traceStart;
      } else if (later) {
        start[span] = start[caller] + duration[caller] + dice.spread(20_000_000);
      } else {
        start[span] = cursor[caller];
        cursor[caller] += duration[span];
      }
      cursor[span] = start[span] + own[span] / 3;
    }
  }

  private @Nullable Failure failure(int span) {
    Operation work = operation[span];
    boolean planted =
        work.service().index() == FAULTY_SERVICE
            && work.name().equals(services.get(FAULTY_SERVICE).routes().getFirst().name())
            && pod[span] * Service.VERSIONS / Service.PODS == Service.VERSIONS - 1;
    double probability = planted ? FAULT : work.role() == Role.STEP ? 0 : SpanWriter.FAILURE_RATE;
    return dice.chance(probability) ? failures.get(dice.below(failures.size())) : null;
  }
}
