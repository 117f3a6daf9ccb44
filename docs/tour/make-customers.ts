// Made docs/tour/customers.csv: node docs/tour/make-customers.ts > docs/tour/customers.csv
import { churnCsv } from '../../server/test/support/churn-csv.ts';

process.stdout.write(churnCsv(2000));
