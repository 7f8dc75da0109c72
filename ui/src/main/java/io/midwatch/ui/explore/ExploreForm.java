package io.midwatch.ui.explore;

import io.midwatch.ui.shell.FormText;
import org.jspecify.annotations.Nullable;

/**
 * What was asked; empty fields are null.
 *
 * @param query in PromQL
 * @param step seconds between two values; null or no whole number from 1 for one that suits the
 *     window
 */
record ExploreForm(@Nullable String query, @Nullable String step) {
  ExploreForm {
    query = FormText.orNull(query);
    step = FormText.orNull(step);
  }
}
