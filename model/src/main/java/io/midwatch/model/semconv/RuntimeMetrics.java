package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.MetricRow.row;
import static io.midwatch.model.semconv.MetricRow.same;
import static io.midwatch.model.semconv.MetricSpelling.in;
import static io.midwatch.model.semconv.MetricSpelling.sent;

import io.midwatch.model.MetricDescriptor.MetricType;
import java.util.List;
import java.util.Map;

/**
 * Metrics of the JVM, of thread pools and of functions as a service. Micrometer and OpenTelemetry
 * share names here and are told apart by attributes or by type. GC durations of agent 1.x are
 * seconds or milliseconds: the declared unit decides.
 *
 * <p>Source: semantic conventions, JVM and FaaS metrics; the Java agent's runtime metrics of 1.x,
 * 2.0 and later and its JMX metrics of Tomcat; Micrometer's JVM, system, executor, Tomcat and Jetty
 * binders.
 */
final class RuntimeMetrics {
  private static final List<MetricLabel> MEMORY =
      List.of(
          MetricLabel.of("jvm.memory.type", "type", "area").changing(Map.of("nonheap", "non_heap")),
          MetricLabel.of("jvm.memory.pool.name", "pool", "id"));

  private static final List<MetricLabel> GC =
      List.of(
          MetricLabel.of("jvm.gc.name", "name", "gc", "pool"),
          MetricLabel.of("jvm.gc.action", "action"),
          MetricLabel.of("jvm.gc.cause", "cause"));

  private static final List<MetricLabel> THREADS =
      List.of(
          MetricLabel.of("jvm.thread.daemon", "thread.daemon", "daemon"),
          MetricLabel.of("jvm.thread.state", "state"));

  private static final List<MetricLabel> BUFFERS =
      List.of(MetricLabel.of("jvm.buffer.pool.name", "pool", "id"));

  private static final List<MetricLabel> SERVER =
      List.of(MetricLabel.of("tomcat.thread.pool.name", "name"));

  private static final List<MetricLabel> EXECUTOR = List.of(MetricLabel.of("name"));

  private static final List<MetricLabel> FAAS = List.of(MetricLabel.of("faas.trigger"));

  private static final List<MetricLabel> NONE = List.of();

  static final List<MetricRow> JVM =
      List.of(
          row(
              CanonicalMetric.JVM_MEMORY_USED,
              MEMORY,
              sent("jvm.memory.used"),
              sent("jvm.memory.usage"),
              sent("process.runtime.jvm.memory.usage"),
              sent("jvm.memory.used").with("area")),
          row(
              CanonicalMetric.JVM_MEMORY_COMMITTED,
              MEMORY,
              sent("jvm.memory.committed"),
              sent("process.runtime.jvm.memory.committed"),
              sent("jvm.memory.committed").with("area")),
          same(
              CanonicalMetric.JVM_MEMORY_LIMIT,
              MEMORY,
              "jvm.memory.limit",
              "process.runtime.jvm.memory.limit",
              "jvm.memory.max"),
          same(
              CanonicalMetric.JVM_MEMORY_INIT,
              MEMORY,
              "jvm.memory.init",
              "process.runtime.jvm.memory.init"),
          same(
              CanonicalMetric.JVM_MEMORY_AFTER_GC,
              MEMORY,
              "jvm.memory.used_after_last_gc",
              "jvm.memory.usage_after_last_gc",
              "process.runtime.jvm.memory.usage_after_last_gc"),
          row(
              CanonicalMetric.JVM_GC_DURATION,
              GC,
              sent("jvm.gc.duration"),
              sent("process.runtime.jvm.gc.duration"),
              in("ms", "jvm.gc.pause")),
          same(
              CanonicalMetric.JVM_THREADS,
              THREADS,
              "jvm.thread.count",
              "jvm.threads.count",
              "process.runtime.jvm.threads.count",
              "jvm.threads.live"),
          row(
              CanonicalMetric.JVM_CLASSES,
              NONE,
              sent("jvm.class.count"),
              sent("jvm.classes.count"),
              sent("process.runtime.jvm.classes.current_loaded"),
              sent("jvm.classes.loaded").only(MetricType.GAUGE)),
          same(
              CanonicalMetric.JVM_CLASSES_LOADED,
              NONE,
              "jvm.class.loaded",
              "jvm.classes.loaded",
              "process.runtime.jvm.classes.loaded"),
          same(
              CanonicalMetric.JVM_CLASSES_UNLOADED,
              NONE,
              "jvm.class.unloaded",
              "jvm.classes.unloaded",
              "process.runtime.jvm.classes.unloaded"),
          same(CanonicalMetric.JVM_CPU_TIME, NONE, "jvm.cpu.time", "process.runtime.jvm.cpu.time"),
          same(CanonicalMetric.JVM_CPU_COUNT, NONE, "jvm.cpu.count", "system.cpu.count"),
          same(
              CanonicalMetric.JVM_CPU_USED,
              NONE,
              "jvm.cpu.recent_utilization",
              "process.runtime.jvm.cpu.recent_utilization",
              "process.runtime.jvm.cpu.utilization",
              "process.cpu.usage"),
          same(
              CanonicalMetric.SYSTEM_CPU_USED,
              NONE,
              "jvm.system.cpu.utilization",
              "process.runtime.jvm.system.cpu.utilization",
              "system.cpu.usage"),
          same(
              CanonicalMetric.SYSTEM_LOAD,
              NONE,
              "jvm.system.cpu.load_1m",
              "process.runtime.jvm.system.cpu.load_1m",
              "system.load.average.1m"),
          same(
              CanonicalMetric.FILE_DESCRIPTORS,
              NONE,
              "jvm.file_descriptor.count",
              "process.files.open"),
          same(
              CanonicalMetric.FILE_DESCRIPTOR_LIMIT,
              NONE,
              "jvm.file_descriptor.limit",
              "process.files.max"),
          row(
              CanonicalMetric.JVM_BUFFER_USED,
              BUFFERS,
              sent("jvm.buffer.memory.used"),
              sent("jvm.buffer.memory.usage"),
              sent("process.runtime.jvm.buffer.usage"),
              sent("jvm.buffer.memory.used").with("id")),
          same(
              CanonicalMetric.JVM_BUFFER_LIMIT,
              BUFFERS,
              "jvm.buffer.memory.limit",
              "process.runtime.jvm.buffer.limit",
              "jvm.buffer.total.capacity"),
          row(
              CanonicalMetric.JVM_BUFFERS,
              BUFFERS,
              sent("jvm.buffer.count"),
              sent("process.runtime.jvm.buffer.count"),
              sent("jvm.buffer.count").with("id")),
          same(CanonicalMetric.JVM_MEMORY_ALLOCATION, MEMORY, "jvm.memory.allocation"),
          same(CanonicalMetric.JVM_VIRTUAL_PINNED, NONE, "jvm.thread.virtual.pinned"),
          same(
              CanonicalMetric.JVM_VIRTUAL_SUBMIT_FAILED, NONE, "jvm.thread.virtual.submit_failed"));

  static final List<MetricRow> SATURATION =
      List.of(
          same(
              CanonicalMetric.SERVER_THREADS_BUSY,
              SERVER,
              "tomcat.thread.busy.count",
              "tomcat.threads.busy",
              "jetty.threads.busy"),
          same(
              CanonicalMetric.SERVER_THREADS,
              SERVER,
              "tomcat.thread.count",
              "tomcat.threads.current",
              "jetty.threads.current"),
          same(
              CanonicalMetric.SERVER_THREAD_LIMIT,
              SERVER,
              "tomcat.thread.limit",
              "tomcat.threads.config.max",
              "jetty.threads.config.max"),
          same(CanonicalMetric.EXECUTOR_ACTIVE, EXECUTOR, "executor.active"),
          same(CanonicalMetric.EXECUTOR_QUEUED, EXECUTOR, "executor.queued"),
          same(CanonicalMetric.EXECUTOR_QUEUE_REMAINING, EXECUTOR, "executor.queue.remaining"),
          same(CanonicalMetric.EXECUTOR_THREADS, EXECUTOR, "executor.pool.size"),
          same(CanonicalMetric.EXECUTOR_THREAD_LIMIT, EXECUTOR, "executor.pool.max"),
          same(CanonicalMetric.FAAS_DURATION, FAAS, "faas.invoke_duration"),
          same(CanonicalMetric.FAAS_INIT_DURATION, FAAS, "faas.init_duration"),
          same(CanonicalMetric.FAAS_INVOCATIONS, FAAS, "faas.invocations"),
          same(CanonicalMetric.FAAS_ERRORS, FAAS, "faas.errors"),
          same(CanonicalMetric.FAAS_COLD_STARTS, FAAS, "faas.coldstarts"),
          same(CanonicalMetric.FAAS_TIMEOUTS, FAAS, "faas.timeouts"));

  private RuntimeMetrics() {}
}
