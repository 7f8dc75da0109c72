package io.midwatch.api.logs;

import io.midwatch.api.json.LogJson;
import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.model.LogRecord;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Found records, newest first.
 *
 * @param next the {@code cursor} of the page after, null when there is none
 */
record LogListJson(
    WindowJson window, List<LogJson> logs, @Nullable String next, TrustJson completeness) {
  static LogListJson of(Window window, Page<LogRecord> page) {
    Cursor next = page.next();
    return new LogListJson(
        WindowJson.of(window),
        page.rows().stream().map(LogJson::of).toList(),
        next == null ? null : next.text(),
        TrustJson.of(page.completeness()));
  }
}
