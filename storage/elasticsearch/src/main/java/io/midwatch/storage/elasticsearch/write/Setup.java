package io.midwatch.storage.elasticsearch.write;

import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.doc.Mappings;
import io.midwatch.storage.elasticsearch.doc.Names;
import java.io.StringReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the index templates in place, after a look at what server it is. */
public final class Setup {
  private final Cluster cluster;
  private final Names names;
  private boolean done;

  public Setup(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Does it once; one thread calls. What is in place already is left alone. */
  public void require() {
    if (done) {
      return;
    }
    cluster.requireRightServer();
    Map<String, Long> versions = versions();
    for (Names.Kind kind : Names.Kind.values()) {
      String name = names.base(kind);
      Map<String, Object> template = Mappings.template(names, kind);
      // The version is made of the content, so that a template is replaced when it changed.
      long version = json(template).hashCode() & 0x7fff_ffffL;
      if (!Objects.equals(versions.get(name), version)) {
        Map<String, Object> versioned = new TreeMap<>(template);
        versioned.put("version", version);
        cluster.ask(
            "take the template " + name,
            client ->
                client
                    .indices()
                    .putIndexTemplate(
                        put -> put.name(name).withJson(new StringReader(json(versioned)))));
      }
    }
    done = true;
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    cluster
        .ask(
            "list templates",
            client -> client.indices().getIndexTemplate(get -> get.name(names.prefix() + "-*")))
        .indexTemplates()
        .forEach(found -> {
          Long version = found.indexTemplate().version();
          if (version != null) {
            versions.put(found.name(), version);
          }
        });
    return versions;
  }

  /** JSON with its keys in order, so that equal content is equal text. */
  private static String json(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(map)
            .forEach((key, each) ->
                text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(key)
                    .append("\":")
                    .append(json(each)));
        yield text.append('}').toString();
      }
      case Collection<?> list ->
          list.stream().map(Setup::json).collect(Collectors.joining(",", "[", "]"));
      case String text -> '"' + text + '"';
      default -> value.toString();
    };
  }
}
