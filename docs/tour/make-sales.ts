// Made docs/tour/monthly-sales.csv: node docs/tour/make-sales.ts > docs/tour/monthly-sales.csv
import { salesCsv } from '../../server/test/support/sales-csv.ts';

process.stdout.write(salesCsv(60));
