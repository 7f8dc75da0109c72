-- What every recording begins with.
DROP TABLE IF EXISTS item, orders;
CREATE TABLE item (id bigint PRIMARY KEY, name text NOT NULL, stock bigint NOT NULL);
CREATE TABLE orders (id bigserial PRIMARY KEY, item bigint NOT NULL);
INSERT INTO item SELECT n, 'item ' || n, 1000 FROM generate_series(1, 50) n;
