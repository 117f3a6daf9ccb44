-- The load of predict-http.bench.ts: twelve numbers a request, none of them twice the same.
local key, model = os.getenv('BENCH_KEY'), os.getenv('BENCH_MODEL')
local more = os.getenv('BENCH_EXPLAIN') == 'false' and ',"explain":false' or ''
local headers = { ['content-type'] = 'application/json', ['authorization'] = 'Bearer ' .. key }
local n = 0

function init()
  math.randomseed(os.time())
end

function request()
  n = n + 1
  local fields = {}
  for feature = 0, 11 do
    fields[#fields + 1] = string.format('"f%d":%.4f', feature, math.random() * 4 - 2)
  end
  local body = '{"model_id":' .. model .. ',"input_data":{' .. table.concat(fields, ',') .. '}' .. more .. '}'
  return wrk.format('POST', '/api/v1/ai-analytics/predict', headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RES rps=%.0f p50=%.2f p99=%.2f err=%d non2xx=%d\n', summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
