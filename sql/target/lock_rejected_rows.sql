-- In front of the position, by whoever may put back rows that were set aside: a stream's batch locks them in this order, and so does
-- taking a group out of its migration, which keeps writers out. PostgreSQL 13 or newer.
LOCK TABLE landfall.rejected_row IN ROW EXCLUSIVE MODE
