package io.midwatch.ui.statements;

import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The statements of a database and {@code /databases/{id}/statements.json}.
 *
 * @param database what it is called
 * @param id its path id
 * @param notes what limits the answer, in words
 */
public record StatementsPage(
    Window window,
    String database,
    String id,
    ShownRows<StatementRow> shown,
    StatementsPart part,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  public StatementsPage {
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    return shown.total() == 0
        ? "Statements of " + database
        : FORMAT.counted(shown.total(), "statement", "statements") + " of " + database;
  }
}
