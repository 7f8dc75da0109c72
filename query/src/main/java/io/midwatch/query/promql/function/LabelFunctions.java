package io.midwatch.query.promql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.ColumnMerge;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.Quoting;
import io.midwatch.storage.contract.query.BoundedRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code label_replace} and {@code label_join}. */
final class LabelFunctions {
  private LabelFunctions() {}

  static void register(Map<String, InstantFunction> table) {
    table.put("label_replace", LabelFunctions::replace);
    table.put("label_join", LabelFunctions::join);
  }

  private static Value replace(FunctionCall call) {
    String target = call.text(1);
    String replacement = call.text(2);
    String source = call.text(3);
    Pattern pattern = pattern(call.text(4));
    checkName(target, "destination label name in label_replace()");
    return relabelled(
        call,
        target,
        labels -> {
          Matcher matcher = pattern.matcher(labels.get(source));
          return matcher.matches()
              ? labels.with(target, Replacement.expand(replacement, matcher))
              : null;
        });
  }

  private static Pattern pattern(String text) {
    try {
      return BoundedRegex.compile("^(?s:" + text + ")$", 0);
    } catch (PatternSyntaxException none) {
      throw new PromqlException(
          PromqlException.Kind.EXECUTION,
          "invalid regular expression in label_replace(): " + text,
          none);
    }
  }

  private static Value join(FunctionCall call) {
    String target = call.text(1);
    String separator = call.text(2);
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.arguments().size(); i++) {
      checkName(call.text(i), "source label name in label_join()");
      sources.add(call.text(i));
    }
    checkName(target, "destination label name in label_join()");
    return relabelled(
        call,
        target,
        labels ->
            labels.with(
                target, String.join(separator, sources.stream().map(labels::get).toList())));
  }

  private static void checkName(String label, String what) {
    if (label.isEmpty() || Quoting.holdsBytes(label)) {
      throw PromqlException.execution("invalid " + what + ": " + Quoting.quote(label));
    }
  }

  /** Other labels, or null to leave them. */
  private interface Relabelling {
    @Nullable Labels apply(Labels labels);
  }

  private static Value relabelled(FunctionCall call, String target, Relabelling relabel) {
    List<Column> results = new ArrayList<>();
    for (Column column : call.vector(0)) {
      Labels labels = relabel.apply(column.labels());
      // A name that is set here is there to stay.
      boolean drop = column.dropName() && !target.equals(Labels.NAME);
      results.add(labels == null ? column : column.relabelled(labels, drop));
    }
    return new Value.Vector(ColumnMerge.merge(results));
  }
}
