package io.midwatch.api.errors;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.insight.error.InboxPage;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of bugs.
 *
 * @param total bugs on all pages
 * @param beyond occurrences of bugs that have no row because there were too many
 * @param next the cursor of the next page, null on the last
 */
record ErrorListJson(
    WindowJson window,
    List<ErrorJson> errors,
    int total,
    long beyond,
    @Nullable String next,
    TrustJson completeness) {
  static ErrorListJson of(Window window, InboxPage page) {
    return new ErrorListJson(
        WindowJson.of(window),
        page.rows().stream().map(row -> ErrorJson.of(window, row)).toList(),
        page.total(),
        page.beyond(),
        page.next(),
        TrustJson.of(page.completeness()));
  }
}
