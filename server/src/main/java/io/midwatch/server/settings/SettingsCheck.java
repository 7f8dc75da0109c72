package io.midwatch.server.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Refuses settings before anything starts. Reads them through a function, so that it is testable.
 */
public final class SettingsCheck {
  /** Variables that {@code ./midwatch} and the tests read, not the server. */
  private static final Set<String> OTHERS =
      Set.of(
          "MIDWATCH_JAVA_OPTS",
          "MIDWATCH_JVM_FOLDERS",
          "MIDWATCH_CHROMIUM",
          "MIDWATCH_PROMQL_CORPUS",
          "MIDWATCH_PROMETHEUS_OPENAPI");

  /**
   * What Kubernetes and Docker links put into every container beside a service called midwatch:
   * MIDWATCH_SERVICE_HOST, MIDWATCH_SERVICE_PORT_HTTP, MIDWATCH_PORT, MIDWATCH_PORT_8080_TCP_ADDR.
   */
  private static final Pattern OF_A_SERVICE = Pattern.compile("MIDWATCH_(SERVICE|PORT)(_.*)?");

  private static final ConfigurationPropertyName ALL = ConfigurationPropertyName.of("midwatch");

  private final Function<String, @Nullable String> property;

  /**
   * @param property value of a key, null when it is not set
   */
  public SettingsCheck(Function<String, @Nullable String> property) {
    this.property = property;
  }

  /**
   * @throws WrongSettingException when a value is not allowed
   */
  public void values() {
    for (Setting setting : Setting.values()) {
      String value = value(setting);
      if (!setting.accepts(value)) {
        String shown = setting.isSecret() ? setting.secretFault() : "\"" + value + "\"";
        throw new WrongSettingException(
            setting.names() + " is " + shown + "; allowed: " + setting.allowed() + ".");
      }
    }
  }

  /**
   * @throws WrongSettingException when the chosen store lacks what it needs
   */
  public void store() {
    if (value(Setting.STORE).equals("elasticsearch")
        && value(Setting.ELASTICSEARCH_URL).isEmpty()) {
      throw new WrongSettingException(
          Setting.STORE.names()
              + " is \"elasticsearch\" and needs "
              + Setting.ELASTICSEARCH_URL.names()
              + ": "
              + Setting.ELASTICSEARCH_URL.allowed()
              + ".");
    }
  }

  /**
   * @param environment names of environment variables
   * @param arguments keys given on the command line
   * @throws WrongSettingException when one looks like a setting and is none
   */
  public static void names(Iterable<String> environment, Iterable<String> arguments) {
    TreeSet<String> known = new TreeSet<>(Setting.keys());
    for (String name : environment) {
      if (name.startsWith("MIDWATCH_")
          && !OTHERS.contains(name)
          && !OF_A_SERVICE.matcher(name).matches()
          && List.of(Setting.values()).stream()
              .noneMatch(setting -> setting.environmentName().equals(name))) {
        throw unknown(name, known);
      }
    }
    for (String key : arguments) {
      if (key.startsWith("midwatch.") && !known.contains(key)) {
        throw unknown(key, known);
      }
    }
  }

  /**
   * @param names keys of configuration files, in any spelling Spring reads, and where each stands
   * @throws WrongSettingException when one looks like a setting and is none
   */
  public static void namesInFiles(Map<String, String> names) {
    TreeSet<String> known = new TreeSet<>(Setting.keys());
    List<ConfigurationPropertyName> settings =
        known.stream().map(ConfigurationPropertyName::of).toList();
    names.forEach((name, place) -> {
      ConfigurationPropertyName key = ConfigurationPropertyName.adapt(name, '.');
      while (key.isLastElementIndexed()) { // a list
        key = key.getParent();
      }
      if (ALL.isAncestorOf(key) && !settings.contains(key)) {
        throw unknown(name + " (" + place + ")", known);
      }
    });
  }

  /**
   * @throws WrongSettingException when Spring's own names for host and port say something else than
   *     ours, which are the ones that are checked
   */
  public void overrides() {
    requireSame("server.address", Setting.HOST);
    requireSame("server.port", Setting.HTTP_PORT);
  }

  private void requireSame(String name, Setting setting) {
    String other = property.apply(name);
    if (other != null && !other.equals(value(setting))) {
      throw new WrongSettingException(
          name
              + " (SERVER_"
              + name.substring("server.".length()).toUpperCase(Locale.ROOT)
              + ") is \""
              + other
              + "\" and not read by Midwatch; use "
              + setting.names()
              + " instead.");
    }
  }

  /**
   * @throws WrongSettingException when the host is no address of this machine
   */
  public void host() {
    String host = value(Setting.HOST);
    try {
      bind(host, 0);
    } catch (IOException nowhere) {
      throw new WrongSettingException(
          Setting.HOST.names()
              + " is \""
              + host
              + "\", which is no address of this machine; allowed: "
              + Setting.HOST.allowed()
              + ", such as 127.0.0.1, or 0.0.0.0 for all addresses.");
    }
  }

  private static void bind(String host, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    }
  }

  /**
   * @throws WrongSettingException when the server would be reachable from outside without tokens
   */
  public void exposure() {
    String host = value(Setting.HOST);
    if (isLoopback(host)) {
      return;
    }
    List<Setting> missing =
        Stream.of(Setting.ADMIN_TOKEN, Setting.INGEST_TOKEN)
            .filter(token -> value(token).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new WrongSettingException(
          "Listening on "
              + host
              + " needs "
              + missing.stream().map(Setting::names).collect(Collectors.joining(" and "))
              + ": "
              + missing.getFirst().allowed()
              + (missing.size() > 1 ? " each" : "")
              + ". Without tokens only loopback is allowed, midwatch.host=127.0.0.1.");
    }
  }

  /**
   * @throws WrongSettingException when a port is taken or given twice
   */
  public void ports() {
    Map<Integer, Setting> seen = new java.util.HashMap<>();
    for (Setting setting :
        List.of(Setting.HTTP_PORT, Setting.OTLP_GRPC_PORT, Setting.OTLP_HTTP_PORT)) {
      int port = Integer.parseInt(value(setting));
      Setting other = port == 0 ? null : seen.put(port, setting);
      if (other != null) {
        throw new WrongSettingException(
            "Port "
                + port
                + " is given twice, by "
                + other.names()
                + " and "
                + setting.names()
                + ".");
      }
      requireFree(setting, port);
    }
  }

  private void requireFree(Setting setting, int port) {
    String host = value(Setting.HOST);
    try {
      bind(host, port);
    } catch (IOException busy) {
      throw new WrongSettingException(
          "Port "
              + port
              + " on "
              + host
              + " cannot be opened ("
              + busy.getMessage()
              + "); another program may have it. Choose another with "
              + setting.names()
              + ".");
    }
  }

  /** Whether only this machine can reach the address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private String value(Setting setting) {
    String value = property.apply(setting.key());
    return value == null ? "" : value;
  }

  private static WrongSettingException unknown(String name, TreeSet<String> known) {
    return new WrongSettingException(
        name + " is no setting of Midwatch. Settings: " + String.join(", ", known) + ".");
  }
}
