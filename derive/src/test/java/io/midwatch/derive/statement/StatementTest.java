package io.midwatch.derive.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "select * from cart where id = 4711 ~ select * from cart where id = ?",
        "select 'it''s', 'O''''Neil''s' from t ~ select ?, ? from t",
        "select $$it's$$, $fn$ a $$ b $fn$ from t ~ select ?, ? from t",
        "select E'a\\'b', N'c', X'0AF', B'01', U&'d' ~ select ?, ?, ?, ?, U&?",
        "select 0xFF, 1_000, .5, 6.02e-23, -1.5, 7. from t1 ~ select ?, ?, ?, ?, ?, ? from t1",
        "select a-1, a - 1, a*-1, (b)-1, -1 ~ select a-?, a - ?, a*?, (b)-?, ?",
        "x = true and y is null or z = FALSE ~ x = true and y is null or z = FALSE",
        "where id in (1, 2,3 , 'x') and n=1 ~ where id in (?) and n=?",
        "where id in (7) ~ where id in (?)",
        "where id IN (?, ?, ?) and n = ? ~ where id IN (?) and n = ?",
        "where id IN ($1, $2) and n = $3 ~ where id IN (?) and n = ?",
        "where id IN (:id_1, :id_2) and n = :owner ~ where id IN (?) and n = :owner",
        "where (a, b) in ((1, 2), (3, 4)) and (c) = 5 ~ where (a, b) in ((?, ?)) and (c) = ?",
        "where id = ANY (ARRAY[1, 2, 3]) ~ where id = ANY (ARRAY[?])",
        "where id in (select id from t where n in (1,2)) ~ where id in (select id from t where n in (?))",
        "insert into t (a, b) values (1, 'x'), (2, now()), (3, (4)) returning id ~ insert into t (a, b) values (?, ?) returning id",
        "insert into t (a, b) values (?, ?) ~ insert into t (a, b) values (?, ?)",
        "insert into t values ($1, $2), ($3, $4) ~ insert into t values (?, ?)",
        "insert into t values (1), (2) on conflict (a) do update set (b), (c) = 1 ~ insert into t values (?) on conflict (a) do update set (b), (c) = ?",
        "select a -- all of it ~ select a",
        "select /* one /* two */ still */ a /*+ hint */ from/**/t ~ select a from t",
        "select '-- no' , '/*' from t ~ select ? , ? from t",
        "select \"Cart Id\", `n 1` from \"Order\" ~ select \"Cart Id\", `n 1` from \"Order\"",
        "select [Order 1].[n] from [dbo].[Cart] ~ select [Order ?].[n] from [dbo].[Cart]",
        "select a::int, b ->> 'k', c[2] from t ~ select a::int, b ->> ?, c[?] from t",
        "where a = $1 and b = ?2 and c = :3 and d = @p4 and e = :name ~ where a = $1 and b = ?2 and c = :3 and d = @p4 and e = :name",
        "select 'cut off ~ select ?",
        "where id in (1, 2, 3 ~ where id in (?",
        "insert into t values (1, 2), (3, ~ insert into t values (?, ?)",
        "WHERE t = DATE '2020-01-01' LIMIT 10 OFFSET 20 ~ WHERE t = DATE ? LIMIT ? OFFSET ?",
      })
  void sqlLosesItsValues(String sent, String expected) {
    assertThat(sql("postgresql", sent)).isEqualTo(expected);
    assertThat(sql("postgresql", expected)).isEqualTo(expected);
  }

  @Test
  void blanksBecomeOneAndTheLastMarkGoes() {
    assertThat(sql("postgresql", "  select\ta\n  from t ;; ")).isEqualTo("select a from t");
  }

  @Test
  void doubleQuotesOfMysqlHoldTexts() {
    assertThat(sql("mysql", "select \"a\\\" b\", 'c\\' d' from `t` # hot"))
        .isEqualTo("select ?, ? from `t`");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "redis ~ set cart:4711 {json} EX 60 ~ SET cart:* ?",
        "redis ~ HGETALL user.9f:session ~ HGETALL user.*:session",
        "redis ~ AUTH hunter2 ~ AUTH ?",
        "redis ~ EVAL script 1 key ~ EVAL ?",
        "redis ~ MULTI;INCR a;INCR a;EXEC ~ MULTI; INCR a; EXEC",
        "redis ~ PING ~ PING",
        "memcached ~ get cart:1 ~ GET cart:*",
        "mongodb ~ {\"find\": \"carts\", \"filter\": {\"_id\": {\"$in\": [1, \"b\", 3]}, \"on\": true}} ~ {\"find\": \"carts\", \"filter\": {\"_id\": {\"$in\": [?]}, \"on\": true}}",
        "mongodb ~ {insert: 'carts', documents: [{_id: ObjectId('5f'), n: 1}, {_id: ObjectId('60'), n: 2}]} ~ {insert: 'carts', documents: [{_id: ?, n: ?}]}",
        "elasticsearch ~ {\"query\": \"secret\", \"size\": 10} ~ {\"query\": ?, \"size\": ?}",
        "elasticsearch ~ GET orders-2026.11/_doc/4711 ~ GET orders-*.*/_doc/*",
      })
  void commandsAndDocumentsLoseTheirValues(String system, String sent, String expected) {
    assertThat(sql(system, sent)).isEqualTo(expected);
    assertThat(sql(system, expected)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "select n from cart c join item i on 1 = 1 ~ SELECT ~ cart",
        "select extract(year from at) from \"shop\".\"cart\" ~ SELECT ~ shop.cart",
        "select n from (select * from cart) c ~ SELECT ~ cart",
        "with c as (select 1) insert into item select * from c ~ INSERT ~ item",
        "update only cart set n = 1 ~ UPDATE ~ cart",
        "delete from [dbo].[cart] ~ DELETE ~ dbo.cart",
        "create table if not exists cart (id int) ~ CREATE ~ cart",
        "truncate table cart ~ TRUNCATE ~ cart",
        "select 1 for update ~ SELECT ~ ^^",
        "COMMIT ~ COMMIT ~ ^^",
      })
  void operationAndTableAreThoseOfTheText(String sent, String operation, String collection) {
    Statement statement = of("postgresql", sent, "", "", "");

    assertThat(statement.operation()).isEqualTo(operation);
    assertThat(statement.collection()).isEqualTo(collection);
  }

  @Test
  void whatTheAgentSaysComesFirst() {
    Statement parsed = of("postgresql", "select 1 from a, b", "SELECT a b", "", "");
    assertThat(parsed).isEqualTo(new Statement("select ? from a, b", "SELECT", "a b"));
    Statement said = of("postgresql", "select 1 from a", "SELECT b", "CALL", "c");
    assertThat(said).isEqualTo(new Statement("select ? from a", "CALL", "c"));
  }

  @Test
  void withoutATextItIsCalledWhatIsKnown() {
    assertThat(of("postgresql", "", "SELECT cart", "", "").text()).isEqualTo("SELECT cart");
    assertThat(of("mongodb", "", "", "find", "carts").text()).isEqualTo("find carts");
    assertThat(of("redis", "", "", "", "")).isEqualTo(new Statement("", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "'",
        "$a$ ",
        "in (1, ",
        "values (1), ",
        "/*",
        "-",
        "x ",
        "\"",
        "{\"a\":"
      })
  void anyLengthIsBounded(String part) {
    for (String system : new String[] {"postgresql", "mysql", "redis", "mongodb"}) {
      assertThat(sql(system, part.repeat(200_000)).length())
          .isLessThanOrEqualTo(SqlTemplate.MOST_KEPT);
    }
  }

  @Test
  void aListOfAnyLengthIsOneStatement() {
    String ids = "1234567, ".repeat(3_000);
    assertThat(sql("postgresql", "select * from t where id in (" + ids + "1) and n = 2"))
        .isEqualTo("select * from t where id in (?) and n = ?");
    assertThat(
            sql("postgresql", "insert into t values " + "(1, 'a', null), ".repeat(2_000) + "(2)"))
        .isEqualTo("insert into t values (?, ?, null)");
  }

  /** Random words of SQL, cut anywhere. */
  @Test
  void applyingItTwiceChangesNothing() {
    String[] words = {
      "select", " ", " ", "\n", "in", "(", ")", ",", "'a'", "'", "''", "\"b\"", "\"", "`", "1", "-",
      "+", ".", "$1", "$$", "$t$", ":id_2", "?", "?3", "::", "@p1", "values", "/*", "*/", "--", "#",
      "[", "]", "E'", "\\", "0x1F", "null", "{", "}", ":", ";", "é", "_utf8", "*", "/", "a1", "set"
    };
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sent = new StringBuilder();
      for (int word = random.nextInt(30); word >= 0; word--) {
        sent.append(words[random.nextInt(words.length)]);
      }
      for (String system : new String[] {"postgresql", "mysql", "redis", "mongodb"}) {
        String once = sql(system, sent.toString());
        assertThat(sql(system, once)).as("%s: %s", system, sent).isEqualTo(once);
      }
    }
  }

  private static String sql(String system, String text) {
    return of(system, text, "", "", "").text();
  }

  private static Statement of(
      String system, String text, String summary, String operation, String collection) {
    return Statement.of(new Statement.Sent(system, text, summary, operation, collection));
  }
}
