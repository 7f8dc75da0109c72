package io.midwatch.storage.elasticsearch.write;

import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.NotYetException;
import io.midwatch.storage.elasticsearch.client.RefusedException;
import io.midwatch.storage.elasticsearch.doc.Mappings;
import io.midwatch.storage.elasticsearch.doc.Names;
import java.io.StringReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts the index templates in place and makes indices by them, after a look at what server it is.
 * Indices are made here and nowhere else, each with the alias it is written by: a server that was
 * wiped or replaced meanwhile gets its templates again before anything is written to it. One thread
 * calls.
 */
public final class Setup {
  private final Cluster cluster;
  private final Names names;
  private boolean done;
  private long made;

  public Setup(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Does it once. What is in place already is left alone. */
  public void require() {
    if (!done) {
      putTemplates();
      done = true;
    }
  }

  /**
   * Makes an index that is missing, by templates that are put in place first.
   *
   * @throws NotYetException when the server does not do it
   */
  public void make(String index) {
    made++;
    cluster.look();
    putTemplates();
    try {
      cluster.ask(
          "make the index " + index, client -> client.indices().create(to -> to.index(index)));
    } catch (RefusedException e) {
      if (!e.type().equals("resource_already_exists_exception")) {
        throw new NotYetException(String.valueOf(e.getMessage()), e);
      }
    }
    insist(
        "name the index " + index,
        client -> client.indices().putAlias(put -> put.index(index).name(Bulk.writeAlias(index))));
  }

  /** How often an index was missing so far. */
  long made() {
    return made;
  }

  private void putTemplates() {
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
        insist(
            "take the template " + name,
            client ->
                client
                    .indices()
                    .putIndexTemplate(
                        put -> put.name(name).withJson(new StringReader(json(versioned)))));
        // Indices made by the one before learn the fields it did not have.
        insist(
            "take the fields of " + name,
            client ->
                client
                    .indices()
                    .putMapping(put ->
                        put.index(names.all(kind))
                            .allowNoIndices(true)
                            .withJson(
                                new StringReader(
                                    json(Map.of("properties", Mappings.properties(kind)))))));
      }
    }
  }

  /** Nothing can be written without it, so a refusal is waited for, too. */
  private <R> R insist(String what, Cluster.Call<R> call) {
    try {
      return cluster.ask(what, call);
    } catch (RefusedException e) {
      throw new NotYetException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    insist(
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
