package io.midwatch.query.promql.plan;

/** Tells which plans yield the same at every time. */
final class Steadiness {
  private Steadiness() {}

  static boolean isSteady(Plan plan) {
    return switch (plan) {
      case Plan.Number _, Plan.Text _, Plan.Once _ -> true;
      case Plan.Select it -> it.selector().fixedMillis() != null;
      case Plan.SampleTimes it -> it.selector().fixedMillis() != null;
      case Plan.OverTime it ->
          isFixed(it.range())
              && !it.name().equals("predict_linear")
              && (it.parameter() == null || isSteady(it.parameter()));
      case Plan.Samples _ -> false;
      case Plan.Call it ->
          !it.dependsOnTime() && it.arguments().stream().allMatch(Steadiness::isSteady);
      case Plan.Aggregate it ->
          isSteady(it.inner()) && (it.parameter() == null || isSteady(it.parameter()));
      case Plan.Binary it -> isSteady(it.left()) && isSteady(it.right());
      case Plan.Negated it -> isSteady(it.inner());
    };
  }

  private static boolean isFixed(Plan.Range range) {
    return switch (range) {
      case Plan.Range.Stored it -> it.selector().fixedMillis() != null;
      case Plan.Range.Resampled it -> it.when().fixedMillis() != null;
    };
  }
}
