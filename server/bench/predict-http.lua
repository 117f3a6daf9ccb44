-- The load of predict-http.bench.ts: twelve numbers a request, none of them twice the same. The requests are written
-- before the clock starts: what writing them costs is not the server's.
local key, model = os.getenv('BENCH_KEY'), os.getenv('BENCH_MODEL')
local more = os.getenv('BENCH_EXPLAIN') == 'false' and ',"explain":false' or ''
local headers = { ['content-type'] = 'application/json', ['authorization'] = 'Bearer ' .. key }
local written = {}
local n = 0
local threads = 0

function setup(thread)
  thread:set('number', threads)
  threads = threads + 1
end

function init()
  -- Threads of one seed would ask the same.
  math.randomseed(os.time() * 64 + number)
  for index = 1, 40000 do
    local fields = {}
    for feature = 0, 11 do
      fields[#fields + 1] = string.format('"f%d":%.4f', feature, math.random() * 4 - 2)
    end
    local body = '{"model_id":' .. model .. ',"input_data":{' .. table.concat(fields, ',') .. '}' .. more .. '}'
    written[index] = wrk.format('POST', '/api/v1/ai-analytics/predict', headers, body)
  end
end

function request()
  n = n % #written + 1
  return written[n]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RES rps=%.0f p50=%.2f p99=%.2f err=%d non2xx=%d\n', summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
