package io.midwatch.storage.columnar.query;

import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TraceSet;
import java.util.List;
import java.util.Set;

/** Binds conditions to one part. */
record TestBinder<T>(PartView<T> view) {

  RowTest bind(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> all) -> RowTest.all(all.stream().map(this::bind).toList());
      case Condition.One(List<Condition> one) -> RowTest.one(one.stream().map(this::bind).toList());
      case Condition.Not(Condition inner) -> RowTest.not(bind(inner));
      case Condition.OfField leaf -> bind(leaf);
    };
  }

  private RowTest bind(Condition.OfField leaf) {
    Set<TraceId> traceIds = leaf.traceIds();
    if (traceIds != null && view.part() instanceof TraceRows traces) {
      return RowsTest.of(traces, traceIds);
    }
    BlockColumn column = view.column(leaf.field());
    if (leaf.filter() instanceof Filter.OfTraces(TraceSet traces)
        && view.part() instanceof TraceRows rows
        && column instanceof BlockColumn.Codes codes) {
      return TraceTest.of(codes, rows, traces);
    }
    return switch (column) {
      case BlockColumn.Absent _ -> RowTest.NONE;
      case BlockColumn.Codes codes -> CodeTest.of(codes, leaf);
      case BlockColumn.Longs longs -> NumberTest.of(longs, leaf.filter());
      case BlockColumn.Texts _, BlockColumn.Each _ -> ValueTest.of(column, leaf);
    };
  }
}
