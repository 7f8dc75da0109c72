package io.midwatch.model.semconv;

/**
 * What a number means, whatever name, unit and labels it was sent with. The {@code key} is the
 * newest OpenTelemetry name, or Midwatch's own where OpenTelemetry has none; the unit (UCUM) is the
 * one values are read in. Counters count from the start of their sender.
 */
public enum CanonicalMetric {
  // HTTP.
  HTTP_SERVER_DURATION("http.server.request.duration", "s"),
  HTTP_CLIENT_DURATION("http.client.request.duration", "s"),
  HTTP_SERVER_ACTIVE("http.server.active_requests", "1"),
  HTTP_CLIENT_ACTIVE("http.client.active_requests", "1"),
  HTTP_CLIENT_OPEN_CONNECTIONS("http.client.open_connections", "1"),
  HTTP_CLIENT_CONNECTION_DURATION("http.client.connection.duration", "s"),
  HTTP_SERVER_REQUEST_SIZE("http.server.request.body.size", "By"),
  HTTP_SERVER_RESPONSE_SIZE("http.server.response.body.size", "By"),
  HTTP_CLIENT_REQUEST_SIZE("http.client.request.body.size", "By"),
  HTTP_CLIENT_RESPONSE_SIZE("http.client.response.body.size", "By"),

  // RPC.
  RPC_SERVER_DURATION("rpc.server.call.duration", "s"),
  RPC_CLIENT_DURATION("rpc.client.call.duration", "s"),

  // Databases, as their callers see them.
  DB_CLIENT_DURATION("db.client.operation.duration", "s"),
  DB_CLIENT_ROWS("db.client.response.returned_rows", "1"),

  // Connection pools of database clients.
  /** Connections by {@code db.client.connection.state}: idle or used. */
  POOL_CONNECTIONS("db.client.connection.count", "1"),
  POOL_MAX("db.client.connection.max", "1"),
  POOL_IDLE_MAX("db.client.connection.idle.max", "1"),
  POOL_IDLE_MIN("db.client.connection.idle.min", "1"),
  /** Requests waiting for a connection of the pool. */
  POOL_PENDING("db.client.connection.pending_requests", "1"),
  /** Requests that waited in vain. Counter. */
  POOL_TIMEOUTS("db.client.connection.timeouts", "1"),
  POOL_WAIT_TIME("db.client.connection.wait_time", "s"),
  POOL_USE_TIME("db.client.connection.use_time", "s"),
  POOL_CREATE_TIME("db.client.connection.create_time", "s"),

  // Database servers, as they see themselves.
  /** Connections open on the server. */
  DB_CONNECTIONS("db.server.connection.count", "1"),
  /** Connections the server allows. */
  DB_CONNECTION_LIMIT("db.server.connection.max", "1"),
  /** Locks held or waited for. */
  DB_LOCKS("db.server.locks", "1"),
  /** Sessions waiting for a lock. */
  DB_LOCK_WAITS("db.server.lock_waits", "1"),
  /** Counter. */
  DB_DEADLOCKS("db.server.deadlocks", "1"),
  /** Counter. */
  DB_ROLLBACKS("db.server.rollbacks", "1"),
  /** Blocks found in the server's cache. Counter. */
  DB_BLOCKS_HIT("db.server.blocks_hit", "1"),
  /** Blocks read from disk. Counter. */
  DB_BLOCKS_READ("db.server.blocks_read", "1"),
  /**
   * Reads of pages by {@code operation}: {@code read_requests} are all, {@code reads} those of them
   * that went to disk. Counter.
   */
  DB_PAGE_READS("db.server.page_reads", "1"),
  DB_REPLICATION_LAG("db.server.replication.lag", "s"),
  DB_REPLICATION_DELAY("db.server.replication.delay", "By"),
  DB_SIZE("db.server.size", "By"),

  // Messaging clients.
  MESSAGING_CLIENT_DURATION("messaging.client.operation.duration", "s"),
  MESSAGING_PROCESS_DURATION("messaging.process.duration", "s"),
  /** Counter. */
  MESSAGING_SENT("messaging.client.sent.messages", "1"),
  /** Counter. */
  MESSAGING_CONSUMED("messaging.client.consumed.messages", "1"),

  // Queues and topics, as their brokers or consumers see them.
  /** Messages waiting; of a topic, messages a consumer group is behind. */
  QUEUE_DEPTH("messaging.queue.depth", "1"),
  /** Age of the first waiting message. */
  QUEUE_OLDEST_AGE("messaging.queue.oldest_message.age", "s"),
  QUEUE_CONSUMERS("messaging.queue.consumers", "1"),
  /** Messages put in. Counter. */
  QUEUE_ENQUEUED("messaging.queue.enqueued", "1"),
  /** Messages taken out for good. Counter. */
  QUEUE_DEQUEUED("messaging.queue.dequeued", "1"),
  /** Messages that expired or were dropped. Counter. */
  QUEUE_DROPPED("messaging.queue.dropped", "1"),
  /** Average time messages lay in the queue. */
  QUEUE_TIME_AVERAGE("messaging.queue.time.average", "s"),
  /** The offset a consumer group has committed. */
  CONSUMER_OFFSET("messaging.consumer.offset", "1"),
  PARTITION_NEWEST_OFFSET("messaging.partition.newest_offset", "1"),
  PARTITION_OLDEST_OFFSET("messaging.partition.oldest_offset", "1"),

  // JVM.
  JVM_MEMORY_USED("jvm.memory.used", "By"),
  JVM_MEMORY_COMMITTED("jvm.memory.committed", "By"),
  JVM_MEMORY_LIMIT("jvm.memory.limit", "By"),
  JVM_MEMORY_INIT("jvm.memory.init", "By"),
  JVM_MEMORY_AFTER_GC("jvm.memory.used_after_last_gc", "By"),
  JVM_GC_DURATION("jvm.gc.duration", "s"),
  JVM_THREADS("jvm.thread.count", "1"),
  JVM_CLASSES("jvm.class.count", "1"),
  /** Counter. */
  JVM_CLASSES_LOADED("jvm.class.loaded", "1"),
  /** Counter. */
  JVM_CLASSES_UNLOADED("jvm.class.unloaded", "1"),
  /** Counter. */
  JVM_CPU_TIME("jvm.cpu.time", "s"),
  JVM_CPU_COUNT("jvm.cpu.count", "1"),
  /** 0 to 1. */
  JVM_CPU_USED("jvm.cpu.recent_utilization", "1"),
  /** 0 to 1, of the whole machine. */
  SYSTEM_CPU_USED("jvm.system.cpu.utilization", "1"),
  SYSTEM_LOAD("jvm.system.cpu.load_1m", "1"),
  FILE_DESCRIPTORS("jvm.file_descriptor.count", "1"),
  FILE_DESCRIPTOR_LIMIT("jvm.file_descriptor.limit", "1"),
  JVM_BUFFER_USED("jvm.buffer.memory.used", "By"),
  JVM_BUFFER_LIMIT("jvm.buffer.memory.limit", "By"),
  JVM_BUFFERS("jvm.buffer.count", "1"),
  JVM_MEMORY_ALLOCATION("jvm.memory.allocation", "By"),
  JVM_VIRTUAL_PINNED("jvm.thread.virtual.pinned", "s"),
  /** Counter. */
  JVM_VIRTUAL_SUBMIT_FAILED("jvm.thread.virtual.submit_failed", "1"),

  // What else can run out.
  SERVER_THREADS_BUSY("tomcat.thread.busy.count", "1"),
  SERVER_THREADS("tomcat.thread.count", "1"),
  SERVER_THREAD_LIMIT("tomcat.thread.limit", "1"),
  EXECUTOR_ACTIVE("executor.active", "1"),
  EXECUTOR_QUEUED("executor.queued", "1"),
  EXECUTOR_QUEUE_REMAINING("executor.queue.remaining", "1"),
  EXECUTOR_THREADS("executor.pool.size", "1"),
  EXECUTOR_THREAD_LIMIT("executor.pool.max", "1"),

  // Caches.
  /** Lookups by {@code result}: hit or miss. Counter. */
  CACHE_LOOKUPS("cache.gets", "1"),
  /** Counter. */
  CACHE_EVICTIONS("cache.evictions", "1"),
  CACHE_ENTRIES("cache.size", "1"),

  // Functions as a service.
  FAAS_DURATION("faas.invoke_duration", "s"),
  FAAS_INIT_DURATION("faas.init_duration", "s"),
  /** Counter. */
  FAAS_INVOCATIONS("faas.invocations", "1"),
  /** Counter. */
  FAAS_ERRORS("faas.errors", "1"),
  /** Counter. */
  FAAS_COLD_STARTS("faas.coldstarts", "1"),
  /** Counter. */
  FAAS_TIMEOUTS("faas.timeouts", "1"),

  // Requests that were counted before they arrived: instead of their spans, never beside them.
  /** Spans by service, name, kind and status. Counter. */
  RED_CALLS("traces.span.metrics.calls", "1"),
  RED_DURATION("traces.span.metrics.duration", "s"),
  /** Calls from client to server. Counter. */
  EDGE_CALLS("traces.service.graph.request", "1"),
  /** Counter. */
  EDGE_FAILED("traces.service.graph.request.failed", "1"),
  EDGE_SERVER_DURATION("traces.service.graph.request.server", "s"),
  EDGE_CLIENT_DURATION("traces.service.graph.request.client", "s"),
  EDGE_QUEUE_TIME("traces.service.graph.request.messaging.system", "s"),

  // What SDKs say of themselves.
  /** Counter. */
  SDK_SPANS_STARTED("otel.sdk.span.started", "1"),
  SDK_SPANS_LIVE("otel.sdk.span.live", "1"),
  /** Counter. */
  SDK_SPANS_EXPORTED("otel.sdk.exporter.span.exported", "1"),
  SDK_SPAN_QUEUE("otel.sdk.processor.span.queue.size", "1"),
  SDK_SPAN_QUEUE_LIMIT("otel.sdk.processor.span.queue.capacity", "1"),
  /** Counter. */
  SDK_LOGS_CREATED("otel.sdk.log.created", "1");

  private final String key;
  private final String unit;

  CanonicalMetric(String key, String unit) {
    this.key = key;
    this.unit = unit;
  }

  public String key() {
    return key;
  }

  /** The unit values are read in: s, By or 1. */
  public String unit() {
    return unit;
  }

  /** Whether the figure stands for spans that were counted before they arrived. */
  public boolean isPreAggregated() {
    return compareTo(RED_CALLS) >= 0 && compareTo(EDGE_QUEUE_TIME) <= 0;
  }
}
