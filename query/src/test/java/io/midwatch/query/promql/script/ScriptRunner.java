package io.midwatch.query.promql.script;

import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.syntax.SyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts in the format of Prometheus' own tests. An instant case must hold as the middle of a
 * range query too.
 */
final class ScriptRunner {
  /** Files about features that Prometheus has behind flags. */
  private static final Set<String> EXPERIMENTAL =
      Set.of(
          "extended_vectors.test",
          "fill-modifier.test",
          "info.test",
          "limit.test",
          "start_timestamps.test",
          "type_and_unit.test");

  private final ScriptStorage storage = new ScriptStorage();
  private final PromqlEngine engine = new PromqlEngine(storage, PromqlOptions.DEFAULT);

  static List<Outcome> run(Path file) {
    try {
      String name = file.getFileName().toString();
      return new ScriptRunner().run(Script.parse(name, Files.readAllLines(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Outcome> run(Script script) {
    List<Outcome> outcomes = new ArrayList<>();
    boolean trial = EXPERIMENTAL.contains(script.file());
    for (Script.Command command : script.commands()) {
      switch (command) {
        case Script.Command.Clear _ -> storage.clear();
        case Script.Command.Load load -> {
          try {
            load(load);
          } catch (RuntimeException notation) {
            if (!trial) {
              throw notation;
            }
          }
        }
        case Script.Command.Eval eval -> outcomes.add(eval(eval.wanted(), trial));
      }
    }
    return outcomes;
  }

  private void load(Script.Command.Load load) {
    CustomBuckets customBuckets = new CustomBuckets();
    for (String line : load.series()) {
      SeriesText series = SeriesText.parse(line);
      for (int i = 0; i < series.samples().size(); i++) {
        SeriesText.Sample sample = series.samples().get(i);
        if (sample != null) {
          storage.add(series.labels(), i * load.stepMillis(), sample);
        }
      }
      if (load.withCustomBuckets()) {
        customBuckets.add(series, load.stepMillis());
      }
    }
    customBuckets.store(storage);
  }

  private Outcome eval(ScriptCase wanted, boolean trial) {
    storage.takeHistogramsRead();
    boolean histogramsWanted =
        wanted.series.stream()
            .flatMap(series -> series.samples().stream())
            .anyMatch(sample -> sample != null && sample.histogram() != null);
    Outcome.Kind kind = trial ? Outcome.Kind.EXPERIMENTAL : Outcome.Kind.FLOAT;
    String problem;
    try {
      problem = check(wanted);
    } catch (PromqlException failure) {
      if (failure.kind() == PromqlException.Kind.NOT_SUPPORTED) {
        return new Outcome(wanted, Outcome.Kind.EXPERIMENTAL, failure.getMessage());
      }
      problem = failed(wanted, failure);
    } catch (SyntaxException failure) {
      problem = failed(wanted, failure);
    } catch (RuntimeException broken) {
      problem = "broken: " + broken + " at " + broken.getStackTrace()[0];
    }
    boolean histograms = storage.takeHistogramsRead() || histogramsWanted;
    return new Outcome(
        wanted, kind == Outcome.Kind.FLOAT && histograms ? Outcome.Kind.NATIVE : kind, problem);
  }

  private static @Nullable String failed(ScriptCase wanted, RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean accepted = wanted.of("fail").stream().allMatch(it -> it.accepts(message));
    return wanted.fails && accepted ? null : "failed: " + message;
  }

  private @Nullable String check(ScriptCase wanted) {
    if (!wanted.instant()) {
      return checked(
          wanted,
          engine.range(
              wanted.query,
              Grid.range(wanted.startMillis, wanted.endMillis, wanted.stepMillis),
              wanted.endMillis,
              engine.defaults(),
              () -> false));
    }
    QueryResult result =
        engine.instant(wanted.query, wanted.startMillis, engine.defaults(), () -> false);
    String problem = checked(wanted, result);
    boolean onlyInstant =
        wanted.ordered
            || wanted.string != null
            || result.ranges() != null
            || wanted.query.matches("(?i).*\\b(range|step|start|end) *\\(\\).*");
    if (problem != null || onlyInstant) {
      return problem;
    }
    Grid around = Grid.range(wanted.startMillis - 60_000, wanted.startMillis + 60_000, 60_000);
    QueryResult range = engine.range(wanted.query, around, engine.defaults(), () -> false);
    String other = ResultCheck.compare(wanted, range, 1);
    return other == null ? null : "as a range: " + other;
  }

  private static @Nullable String checked(ScriptCase wanted, QueryResult result) {
    if (wanted.fails) {
      return "expected a failure";
    }
    String remarks = remarks(wanted, result, Annotations.Level.WARNING, "warn");
    if (remarks == null) {
      remarks = remarks(wanted, result, Annotations.Level.INFO, "info");
    }
    return remarks == null ? ResultCheck.compare(wanted, result, 0) : remarks;
  }

  private static @Nullable String remarks(
      ScriptCase wanted, QueryResult result, Annotations.Level level, String kind) {
    List<String> messages =
        result.annotations().stream()
            .filter(it -> it.level() == level)
            .map(Annotations.Annotation::message)
            .toList();
    if (!wanted.of("no_" + kind).isEmpty() && !messages.isEmpty()) {
      return "unexpected " + kind + ": " + messages;
    }
    for (ScriptCase.Expected expected : wanted.of(kind)) {
      if (messages.stream().noneMatch(expected::accepts)) {
        return "expected " + expected + ", got " + messages;
      }
    }
    for (String message : messages) {
      if (!wanted.of(kind).isEmpty()
          && wanted.of(kind).stream().noneMatch(it -> it.accepts(message))) {
        return "unexpected " + kind + ": " + message;
      }
    }
    return null;
  }
}
