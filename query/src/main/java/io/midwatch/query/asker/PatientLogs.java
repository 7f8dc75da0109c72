package io.midwatch.query.asker;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import java.util.List;
import java.util.Optional;

/** Logs, each question about them within its {@link Asker#share share} of the answer's time. */
public record PatientLogs(LogReader logs) implements LogReader {
  private static QueryLimits share(QueryLimits limits) {
    return limits.within(Asker.share(limits.timeout()));
  }

  @Override
  public Optional<Row<LogRecord>> log(QueryScope scope, RowId id) {
    return logs.log(scope, id);
  }

  @Override
  public Page<LogRecord> searchLogs(SearchQuery query) {
    return logs.searchLogs(query.limited(share(query.limits())));
  }

  @Override
  public List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit) {
    return logs.tailLogs(scope, filter, after, limit);
  }

  @Override
  public Page<LogRecord> tailPage(QueryScope scope, Filter filter, RowId after, int limit) {
    return logs.tailPage(scope, filter, after, limit);
  }

  @Override
  public AggregateAnswer aggregateLogs(AggregateQuery query) {
    return logs.aggregateLogs(query.limited(share(query.limits())));
  }

  @Override
  public CompareAnswer compareLogs(CompareQuery query) {
    return logs.compareLogs(query.limited(share(query.limits())));
  }

  @Override
  public PatternAnswer logPatterns(QueryScope scope, TimeRange range, Filter filter, int limit) {
    return logs.logPatterns(scope, range, filter, limit);
  }

  @Override
  public FieldsAnswer logFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return logs.logFields(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer logValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return logs.logValues(scope, range, field, prefix, limit);
  }
}
