package io.midwatch.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** One key a user may set: as a property, an argument or an environment variable. */
public enum Setting {
  HOST("midwatch.host", "an IP address or host name to listen on", text -> !text.isBlank()),
  HTTP_PORT("midwatch.http-port", Setting.PORT, Setting::isPort),
  OTLP_GRPC_PORT("midwatch.otlp-grpc-port", Setting.PORT, Setting::isPort),
  OTLP_HTTP_PORT("midwatch.otlp-http-port", Setting.PORT, Setting::isPort),
  STORE(
      "midwatch.store",
      "embedded, elasticsearch or memory",
      List.of("embedded", "elasticsearch", "memory")::contains),
  ELASTICSEARCH_URL(
      "midwatch.elasticsearch-url",
      "the address of an Elasticsearch 9, such as http://localhost:9200 or"
          + " https://user:password@host:9200",
      Setting::isServerUrl),
  DATA_DIR("midwatch.data-dir", "a folder, made when it is missing", text -> !text.isBlank()),
  DURABILITY(
      "midwatch.durability",
      "fsync, os or memory: what an acknowledged item survives",
      List.of("fsync", "os", "memory")::contains),
  RETENTION_TRACES("midwatch.retention-traces", Setting.AGE, Setting::isAge),
  RETENTION_LOGS("midwatch.retention-logs", Setting.AGE, Setting::isAge),
  RETENTION_METRICS("midwatch.retention-metrics", Setting.AGE, Setting::isAge),
  RETENTION_ROLLUPS("midwatch.retention-rollups", Setting.AGE, Setting::isAge),
  DISK_LIMIT(
      "midwatch.disk-limit",
      "a size of 1GB or more, such as 200GB, or none",
      text -> text.equals("none") || text.matches("[1-9]\\d{0,6}(GB|TB)")),
  DISK_RESERVE(
      "midwatch.disk-reserve",
      "a size such as 512MB or 10GB, or 0MB",
      text -> text.matches("0MB|[1-9]\\d{0,6}(MB|GB)")),
  DISK_KEEP("midwatch.disk-keep", Setting.AGE, Setting::isAge),
  MEMORY_CAPACITY(
      "midwatch.memory-capacity", "items a signal, 1000 to 20000000", Setting::isCapacity),
  SELF_METRICS(
      "midwatch.self-metrics",
      "a time from 1s to 300s, such as 15s, or 0s for never",
      text -> Setting.isSeconds(text, 0, 300)),
  TRACE_JOIN_WINDOW(
      "midwatch.trace-join-window",
      "a time from 10s to 60m, such as 2m",
      text -> text.matches("[1-9]\\d{1,2}s|[1-5]?\\dm|60m") && !text.matches("0m")),
  TRACE_JOIN_MEMORY(
      "midwatch.trace-join-memory",
      "a size from 16MB to 4096MB, such as 256MB",
      text -> text.endsWith("MB") && isNumber(text.substring(0, text.length() - 2), 16, 4_096)),
  ADMIN_TOKEN("midwatch.admin-token", "16 characters or more", Setting::isToken),
  INGEST_TOKEN("midwatch.ingest-token", "16 characters or more", Setting::isToken),
  ALLOWED_HOSTS("midwatch.allowed-hosts", "host names, separated by commas", text -> true),
  TENANT_KEYS("midwatch.tenant-keys", "attribute keys, separated by commas", text -> true),
  USER_KEYS("midwatch.user-keys", "attribute keys, separated by commas", text -> true),
  MAX_COMPRESSED_SIZE(
      "midwatch.collector.max-compressed-size", Setting.BODY_SIZE, Setting::isBodySize),
  MAX_BODY_SIZE("midwatch.collector.max-body-size", Setting.BODY_SIZE, Setting::isBodySize),
  MAX_CONNECTIONS(
      "midwatch.collector.max-connections",
      "a number from 1 to 65536",
      text -> isNumber(text, 1, 65_536)),
  IDLE_TIMEOUT(
      "midwatch.collector.idle-timeout", "a time from 1s to 600s, such as 10s", Setting::isIdle);

  private static final String AGE = "a time from 1h to 3650d, such as 36h or 15d";
  private static final String BODY_SIZE = "a size from 64KB to 128MB, such as 16MB";
  private static final String PORT = "a port number from 0 (any free one) to 65535";

  private final String key;
  private final String allowed;
  private final Predicate<String> valid;

  Setting(String key, String allowed, Predicate<String> valid) {
    this.key = key;
    this.allowed = allowed;
    this.valid = valid;
  }

  /** The property, {@code midwatch.http-port}. */
  public String key() {
    return key;
  }

  /** The same as an environment variable, {@code MIDWATCH_HTTP_PORT}. */
  public String environmentName() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Allowed values in words. */
  public String allowed() {
    return allowed;
  }

  /** An empty value stands for the default. */
  public boolean accepts(String value) {
    return value.isEmpty() || valid.test(value);
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return this == ADMIN_TOKEN || this == INGEST_TOKEN || this == ELASTICSEARCH_URL;
  }

  /** What is wrong with a secret that is not accepted, for it cannot be shown. */
  String secretFault() {
    return this == ELASTICSEARCH_URL ? "no such address" : "too short";
  }

  /** Names for a message: {@code midwatch.http-port (MIDWATCH_HTTP_PORT)}. */
  public String names() {
    return key + " (" + environmentName() + ")";
  }

  static List<String> keys() {
    return java.util.Arrays.stream(values()).map(Setting::key).toList();
  }

  private static boolean isPort(String text) {
    return isNumber(text, 0, 65_535);
  }

  private static boolean isServerUrl(String text) {
    try {
      URI url = new URI(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getQuery() == null
          && url.getFragment() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isAge(String text) {
    if (!text.matches("[1-9]\\d{0,4}[hd]")) {
      return false;
    }
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return number <= (text.endsWith("d") ? 3_650 : 24 * 3_650);
  }

  private static boolean isCapacity(String text) {
    return isNumber(text, 1_000, 20_000_000);
  }

  private static boolean isBodySize(String text) {
    return text.endsWith("KB") && isNumber(text.substring(0, text.length() - 2), 64, 128 * 1_024)
        || text.endsWith("MB") && isNumber(text.substring(0, text.length() - 2), 1, 128);
  }

  private static boolean isIdle(String text) {
    return isSeconds(text, 1, 600);
  }

  private static boolean isSeconds(String text, int min, int max) {
    return text.endsWith("s") && isNumber(text.substring(0, text.length() - 1), min, max);
  }

  private static boolean isNumber(String text, int min, int max) {
    return text.matches("\\d{1,8}")
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max;
  }

  private static boolean isToken(String text) {
    return text.length() >= 16;
  }
}
