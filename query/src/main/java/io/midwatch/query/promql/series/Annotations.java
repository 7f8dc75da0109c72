package io.midwatch.query.promql.series;

import io.midwatch.query.promql.syntax.TextRange;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an evaluation has to say beside its result, each once. Not thread-safe. */
public final class Annotations {
  /** How grave it is. */
  public enum Level {
    WARNING("PromQL warning: "),
    INFO("PromQL info: ");

    private final String prefix;

    Level(String prefix) {
      this.prefix = prefix;
    }
  }

  /** One remark and where in the query it belongs. */
  public record Annotation(Level level, String text, TextRange range) {
    /** As Prometheus words it, without the place. */
    public String message() {
      return level.prefix + text;
    }

    /** With line and column in the query. */
    public String message(String query) {
      return message() + " (" + range.lineAndColumn(query) + ")";
    }
  }

  private final Set<Annotation> all = new LinkedHashSet<>();

  public void warn(String text, TextRange range) {
    all.add(new Annotation(Level.WARNING, text, range));
  }

  public void info(String text, TextRange range) {
    all.add(new Annotation(Level.INFO, text, range));
  }

  public Collection<Annotation> all() {
    return List.copyOf(all);
  }
}
