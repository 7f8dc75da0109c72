package io.midwatch.ui.shell;

import static io.midwatch.ui.shell.ViewParameters.code;

import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Comparison;
import io.midwatch.ui.format.CompareText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The frame around a page: where the reader is, what is selected and what may be.
 *
 * @param self the URL of this very page with its query, for links that return to it and to fetch it
 *     again
 * @param pinned the same page with an absolute window, for copying
 * @param path the path of this page without query
 * @param display how the reader wants it shown
 * @param fields the page's own parameters, carried through the forms of the top bar
 */
public record Shell(
    ViewParameters at,
    String self,
    String pinned,
    String path,
    Display display,
    List<Field> fields,
    ServerAddress server) {
  private static final List<String> COMPARING =
      List.of(
          "/services",
          "/endpoints",
          "/errors",
          "/databases/",
          "/queues/",
          "/dependencies",
          "/tenants");

  public Shell {
    fields = List.copyOf(fields);
  }

  public List<NavigationItem.Group> navigation() {
    return NavigationItem.groups();
  }

  public List<TimeWindow.Preset> presets() {
    return TimeWindow.presets();
  }

  /** Whether this page sets figures beside those of another period. */
  public boolean offersComparison() {
    return path.equals("/") || COMPARING.stream().anyMatch(path::startsWith);
  }

  /** What this page may be compared with. */
  public List<Choice> comparisons() {
    return Stream.of(Comparison.values())
        .map(with -> new Choice(CompareText.period(with), here().with("cmp", code(with)), with))
        .toList();
  }

  /** This page with another window, everything else as it is. */
  public Link in(TimeWindow window) {
    return here().in(window);
  }

  /** This page over the last {@code preset}. */
  public Link in(TimeWindow.Preset preset) {
    return here().in(TimeWindow.parse(preset.from(), TimeWindow.DEFAULT_TO, at.now()));
  }

  /** This page with one parameter changed; null removes it. */
  public Link with(String name, @Nullable String value) {
    return here().with(name, value);
  }

  /** This page's data as a file: {@code csv} or {@code json}. */
  public Link as(String ending) {
    return new Link(path + "." + ending, here().with("rows", null).parameters());
  }

  /** The page of a service. */
  public Link service(String name) {
    return at.link("/services/" + PathId.ofService(name));
  }

  /** The instances of a service. */
  public Link instances(String name) {
    return at.link("/services/" + PathId.ofService(name) + "/instances");
  }

  /** The page of a tenant, over all tenants' data. */
  public Link tenant(String name) {
    return at.link("/tenants/" + PathId.of(name)).with("tenant", null);
  }

  /** The page of a tenant's users. */
  public Link users(String tenant) {
    return at.link("/tenants/" + PathId.of(tenant) + "/users").with("tenant", null);
  }

  /** The page of an endpoint. */
  public Link endpoint(String service, String endpoint) {
    return at.link("/services/" + PathId.ofService(service) + "/endpoints/" + PathId.of(endpoint));
  }

  /** The page of a host outside. */
  public Link thirdParty(String host) {
    return at.link("/dependencies/" + PathId.of(host));
  }

  /** The page of a database. */
  public Link database(String system, String database) {
    return at.link("/databases/" + PathId.of(system + "~" + database));
  }

  /** The page of what a database is asked. */
  public Link statements(String system, String database) {
    return at.link("/databases/" + PathId.of(system + "~" + database) + "/statements");
  }

  /** The page of a statement of a database, by its id. */
  public Link statement(String system, String database, String id) {
    return at.link("/databases/" + PathId.of(system + "~" + database) + "/statements/" + id);
  }

  /** The page of a queue. */
  public Link queue(String destination) {
    return at.link("/queues/" + PathId.of(destination));
  }

  /** A value of a field as a query line. */
  public static String query(String field, String value) {
    return field + ":\"" + value.replace("\"", "\\\"") + "\"";
  }

  /** Traces whose spans match a query line; failed ones only when asked for. */
  public Link spans(String query, boolean failed) {
    return at.link("/traces").with("q", query).with("failed", failed ? "on" : null);
  }

  /** Traces of a service or of one of its endpoints; null for all. */
  public Link traces(@Nullable String service, @Nullable String endpoint, boolean failed) {
    return at.link("/traces")
        .with("service", service)
        .with("endpoint", endpoint)
        .with("failed", failed ? "on" : null);
  }

  /**
   * The parameters of this page that the named form control does not set itself, as hidden fields.
   */
  public List<Field> hidden(List<String> own) {
    return here().parameters().entrySet().stream()
        .filter(parameter -> !own.contains(parameter.getKey()))
        .map(parameter -> new Field(parameter.getKey(), parameter.getValue()))
        .toList();
  }

  private Link here() {
    Link link = at.link(path);
    for (Field field : fields) {
      link = link.with(field.name(), field.value());
    }
    return link;
  }

  /** A period to compare with. */
  public record Choice(String label, Link link, Comparison comparison) {}

  /** One parameter of a form. */
  public record Field(String name, String value) {}
}
