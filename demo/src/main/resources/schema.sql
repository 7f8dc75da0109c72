CREATE TABLE product (
  id bigint PRIMARY KEY,
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  category text NOT NULL,
  price_cents bigint NOT NULL
);
CREATE TABLE stock (
  product_id bigint PRIMARY KEY REFERENCES product,
  available integer NOT NULL
);
CREATE TABLE customer_order (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  user_id text NOT NULL,
  source text NOT NULL,
  status text NOT NULL,
  total_cents bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customer_order_by_tenant ON customer_order (tenant_id, created_at);
CREATE TABLE order_line (
  order_id bigint NOT NULL REFERENCES customer_order,
  product_id bigint NOT NULL REFERENCES product,
  quantity integer NOT NULL,
  price_cents bigint NOT NULL,
  PRIMARY KEY (order_id, product_id)
);
CREATE TABLE payment (
  order_id bigint PRIMARY KEY,
  tenant_id text NOT NULL,
  amount_cents bigint NOT NULL,
  outcome text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE rejected_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Takes one line of an order out of the warehouse. The pause stands for the warehouse system behind it, which
-- answers in 250 to 550 ms; it comes before the row is locked, so that two orders don't wait for each other.
CREATE FUNCTION allocate_stock(wanted_product bigint, wanted integer) RETURNS integer AS $$
DECLARE
  remaining integer;
BEGIN
  PERFORM pg_sleep(0.25 + random() * 0.3);
  UPDATE stock SET available = CASE WHEN available < wanted THEN 5000 ELSE available - wanted END
    WHERE product_id = wanted_product RETURNING available INTO remaining;
  RETURN remaining;
END
$$ LANGUAGE plpgsql;

INSERT INTO product
  SELECT n, 'SKU-' || lpad(n::text, 5, '0'),
         (ARRAY['Anvil','Brace','Clamp','Drill','Easel','Funnel','Gauge','Hinge'])[1 + n % 8] || ' ' || n,
         (ARRAY['tools','garden','office','kitchen','workshop'])[1 + n % 5],
         199 + (n * 7919) % 20000
  FROM generate_series(1, 400) AS n;
INSERT INTO stock SELECT id, 5000 FROM product;
INSERT INTO customer_order (tenant_id, user_id, source, status, total_cents, created_at)
  SELECT (ARRAY['globex','initech','umbra-foods','northwind','hooli','acme'])[1 + n % 6], 'history', 'history', 'paid',
         500 + (n::bigint * 104729) % 90000, now() - n * interval '7 minutes'
  FROM generate_series(1, 30000) AS n;
INSERT INTO order_line (order_id, product_id, quantity, price_cents)
  SELECT o.id, 1 + (o.id * 31) % 400, 1 + o.id % 4, 199 + (o.id * 13) % 20000 FROM customer_order o;
ANALYZE;
