package io.midwatch.server.settings;

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
      "midwatch.store", "memory (embedded and elasticsearch are not there yet)", "memory"::equals),
  MEMORY_CAPACITY(
      "midwatch.memory-capacity", "items a signal, 1000 to 20000000", Setting::isCapacity),
  ADMIN_TOKEN("midwatch.admin-token", "16 characters or more", Setting::isToken),
  INGEST_TOKEN("midwatch.ingest-token", "16 characters or more", Setting::isToken),
  ALLOWED_HOSTS("midwatch.allowed-hosts", "host names, separated by commas", text -> true),
  TENANT_KEYS("midwatch.tenant-keys", "attribute keys, separated by commas", text -> true),
  USER_KEYS("midwatch.user-keys", "attribute keys, separated by commas", text -> true);

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

  /** An empty value counts as not set. */
  public boolean accepts(String value) {
    return value.isEmpty() || valid.test(value);
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return this == ADMIN_TOKEN || this == INGEST_TOKEN;
  }

  /** Names for a message: {@code midwatch.http-port (MIDWATCH_HTTP_PORT)}. */
  public String names() {
    return key + " (" + environmentName() + ")";
  }

  static List<String> keys() {
    return java.util.Arrays.stream(values()).map(Setting::key).toList();
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
  }

  private static boolean isCapacity(String text) {
    return text.matches("\\d{4,8}")
        && Integer.parseInt(text) >= 1_000
        && Integer.parseInt(text) <= 20_000_000;
  }

  private static boolean isToken(String text) {
    return text.length() >= 16;
  }
}
