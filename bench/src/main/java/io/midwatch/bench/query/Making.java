package io.midwatch.bench.query;

import io.midwatch.bench.workload.ExportRequest;
import io.midwatch.bench.workload.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Makes requests on the calling thread and tells what that takes. Not thread-safe. */
final class Making {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long cpuNanos;
  private long nanos;

  List<ExportRequest> window(Workload workload, int index) {
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    List<ExportRequest> requests = workload.window(index);
    cpuNanos += threads.getCurrentThreadCpuTime() - cpu;
    nanos += System.nanoTime() - start;
    return requests;
  }

  /** CPU time it has taken so far. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** Time it has taken so far. */
  long nanos() {
    return nanos;
  }
}
