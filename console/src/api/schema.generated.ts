// Made by npm run generate from the server's OpenAPI document.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: number;
                                name: string;
                                email: string;
                                language: string | null;
                            };
                            organization: {
                                id: number;
                                name: string;
                                plan: string;
                                time_zone: string;
                                currency: string;
                                default_language: string | null;
                            };
                            organizations: {
                                id: number;
                                name: string;
                                role: string;
                            }[];
                            role: string;
                            permissions: string[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in
         * @description Sets an httpOnly cookie.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example owner@localhost.example */
                        email: string;
                        password: string;
                        /** @description Stay signed in for 30 days; otherwise until the browser closes. */
                        remember?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: number;
                                name: string;
                                email: string;
                                language: string | null;
                            };
                            organization: {
                                id: number;
                                name: string;
                                plan: string;
                                time_zone: string;
                                currency: string;
                                default_language: string | null;
                            };
                            organizations: {
                                id: number;
                                name: string;
                                role: string;
                            }[];
                            role: string;
                            permissions: string[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Choose a language */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        language?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: number;
                                name: string;
                                email: string;
                                language: string | null;
                            };
                            organization: {
                                id: number;
                                name: string;
                                plan: string;
                                time_zone: string;
                                currency: string;
                                default_language: string | null;
                            };
                            organizations: {
                                id: number;
                                name: string;
                                role: string;
                            }[];
                            role: string;
                            permissions: string[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/tenancy/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                name: string;
                                /** @description The first characters of the key. */
                                prefix: string;
                                permissions: string[];
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                expires_at: string | null;
                                last_used_at: string | null;
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Nightly import */
                        name: string;
                        /**
                         * @description "all", or some of: ai_analytics:read, ai_analytics:create, ai_analytics:update, ai_analytics:predict, ai_analytics:manage, ai_analytics:detect, ai_analytics:generate, ai_analytics:feedback, ai_analytics:automation, data:read, data:create, data:update, data:delete, tenancy:read, tenancy:manage, monitoring:read. A key never gets more than its maker has.
                         * @example [
                         *       "ai_analytics:read",
                         *       "ai_analytics:predict"
                         *     ]
                         */
                        permissions: string[] | "all";
                        /**
                         * Format: date-time
                         * @description From then on the key is refused.
                         */
                        expires_at?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            name: string;
                            /** @description The first characters of the key. */
                            prefix: string;
                            permissions: string[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            expires_at: string | null;
                            last_used_at: string | null;
                            /** @description Shown here once; only its hash is kept. */
                            key: string;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/localization/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The languages that this server speaks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @example ar */
                                code: string;
                                /** @example Arabic */
                                name: string;
                                /** @example العربية */
                                native_name: string;
                                direction: "ltr" | "rtl";
                                /** @example AED */
                                default_currency: string;
                            }[];
                            /** @description The language that this request is answered in. */
                            current: string;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List datasets, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                row_count: number;
                                columns: {
                                    /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                    name: string;
                                    /** @description The heading as the file had it. */
                                    label: string;
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /** @description Whether any row lacks a value. */
                                    nullable: boolean;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description When its first rows came.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When its latest rows came.
                                 */
                                updated_at: string;
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dataset and its first rows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description The heading as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                            }[];
                            /**
                             * Format: date-time
                             * @description When its first rows came.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description The first five rows. */
                            sample_rows: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a dataset with all its rows */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List imports, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Of this dataset only. */
                    dataset?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                dataset: string;
                                file_name: string | null;
                                size_bytes: number;
                                job_id: string;
                                /** @enum {unknown} */
                                status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                                rows_imported: number | null;
                                rows_rejected: number | null;
                                /**
                                 * Format: date-time
                                 * @description When the file had arrived.
                                 */
                                created_at: string;
                                finished_at: string | null;
                                columns: {
                                    name: string;
                                    label: string;
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                }[];
                                /** @description Why rows were left out, by reason and column, most frequent first. */
                                rejections: {
                                    /** @enum {unknown} */
                                    reason: "too_few_values" | "too_many_values" | "stray_quote" | "not_an_integer" | "not_a_number" | "number_too_large" | "not_a_boolean" | "not_a_date" | "not_a_timestamp" | "no_such_date" | "date_order_unknown";
                                    /** @description The reason in the reader's language. */
                                    reason_text: string;
                                    column: string | null;
                                    rows: number;
                                    /** @description Counted from 1, the heading included. */
                                    first_line: number;
                                    example: string | null;
                                }[];
                                /** @description What a person should know about how the file was read, in the reader's language. */
                                notes: {
                                    code: string;
                                    text: string;
                                }[];
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of an import */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            dataset: string;
                            file_name: string | null;
                            size_bytes: number;
                            job_id: string;
                            /** @enum {unknown} */
                            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                            rows_imported: number | null;
                            rows_rejected: number | null;
                            /**
                             * Format: date-time
                             * @description When the file had arrived.
                             */
                            created_at: string;
                            finished_at: string | null;
                            columns: {
                                name: string;
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                            }[];
                            /** @description Why rows were left out, by reason and column, most frequent first. */
                            rejections: {
                                /** @enum {unknown} */
                                reason: "too_few_values" | "too_many_values" | "stray_quote" | "not_an_integer" | "not_a_number" | "number_too_large" | "not_a_boolean" | "not_a_date" | "not_a_timestamp" | "no_such_date" | "date_order_unknown";
                                /** @description The reason in the reader's language. */
                                reason_text: string;
                                column: string | null;
                                rows: number;
                                /** @description Counted from 1, the heading included. */
                                first_line: number;
                                example: string | null;
                            }[];
                            /** @description What a person should know about how the file was read, in the reader's language. */
                            notes: {
                                code: string;
                                text: string;
                            }[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/imports/{id}/rejected-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that were left out, as a CSV file
         * @description One line a fault: line of the file, column, reason, value, and the row as it was. At most 100,000 faults are kept.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a CSV file
         * @description The body is the file, in UTF-8; delimiter and types are found. Makes the dataset where there is none, else adds rows: columns meet by name. Rows that do not fit are left out and listed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The name of the file, percent-encoded.
                     * @example customers.csv
                     */
                    "x-file-name"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                };
                cookie?: never;
            };
            /** @description The file. */
            requestBody: {
                content: {
                    "text/csv": unknown;
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}. */
                            job_id: string;
                            import_id: number;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List models, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                model_name: string;
                                /** @enum {unknown} */
                                model_type: "classification" | "regression" | "forecasting";
                                /** @enum {unknown} */
                                algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                                feature_columns: string[];
                                target_column: string;
                                description: string | null;
                                positive_class: (string | number | boolean) | null;
                                purpose: string | null;
                                training_data_source: {
                                    dataset: string;
                                    time_column?: string;
                                };
                                /**
                                 * @description How far the newest definition has come. `deployed_version` says what answers predictions.
                                 * @enum {unknown}
                                 */
                                status: "draft" | "training" | "trained" | "deployed" | "monitored" | "retired" | "failed" | "archived";
                                accuracy_score: number | null;
                                accuracy_metric: string | null;
                                performance_metrics: {
                                    [key: string]: number;
                                } | null;
                                baseline_metrics: {
                                    [key: string]: number;
                                } | null;
                                current_version: number | null;
                                deployed_version: number | null;
                                auto_scaling: boolean;
                                monitoring_enabled: boolean;
                                training_job_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last changed.
                                 */
                                updated_at: string;
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a model
         * @description Says what shall be learned from what. Nothing is learned before it is trained.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "model_name": "Q1_sales_forecast",
                     *       "model_type": "forecasting",
                     *       "algorithm": "linear_regression",
                     *       "feature_columns": [
                     *         "previous_month_sales",
                     *         "marketing_spend",
                     *         "seasonality"
                     *       ],
                     *       "target_column": "next_month_sales",
                     *       "description": "Quarterly sales forecasting model"
                     *     }
                     */
                    "application/json": {
                        model_name: string;
                        /** @enum {unknown} */
                        model_type: "classification" | "regression" | "forecasting";
                        /**
                         * @description `logistic_regression` classifies; `linear_regression` and `ridge` answer numbers; `auto` compares those that fit the model type.
                         * @enum {unknown}
                         */
                        algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                        /**
                         * @description The columns to learn from; predictions are asked with a value for each.
                         * @example [
                         *       "previous_month_sales",
                         *       "marketing_spend",
                         *       "seasonality"
                         *     ]
                         */
                        feature_columns: string[];
                        target_column: string;
                        description?: string;
                        /** @description A class as the data spells it: a word, a number or a boolean. */
                        positive_class?: string | number | boolean;
                        /**
                         * @description What its predictions are for, as events name it.
                         * @example customer_churn
                         */
                        purpose?: string;
                        /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                        training_data_source?: {
                            /** @example monthly_sales */
                            dataset: string;
                            /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                            time_column?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            model_name: string;
                            /** @enum {unknown} */
                            model_type: "classification" | "regression" | "forecasting";
                            /** @enum {unknown} */
                            algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            };
                            /**
                             * @description How far the newest definition has come. `deployed_version` says what answers predictions.
                             * @enum {unknown}
                             */
                            status: "draft" | "training" | "trained" | "deployed" | "monitored" | "retired" | "failed" | "archived";
                            accuracy_score: number | null;
                            accuracy_metric: string | null;
                            performance_metrics: {
                                [key: string]: number;
                            } | null;
                            baseline_metrics: {
                                [key: string]: number;
                            } | null;
                            current_version: number | null;
                            deployed_version: number | null;
                            auto_scaling: boolean;
                            monitoring_enabled: boolean;
                            training_job_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description What to fill in for a prediction: of the deployed version, or of the current one while none is. */
                            feature_schema?: {
                                name: string;
                                /** @description The heading that the column had in its file. */
                                label: string;
                                /** @enum {unknown} */
                                type: "number" | "category" | "boolean" | "time" | "text";
                                categories?: string[];
                                min?: number | string;
                                max?: number | string;
                                integer?: boolean;
                                example: number | string | boolean;
                            }[];
                            /** @description What the same version answers. Of two classes it gives the probability of the positive one. */
                            target_schema?: {
                                name: string;
                                /** @description Empty for a number. */
                                classes: (string | number | boolean)[];
                                positive_class: (string | number | boolean) | null;
                            };
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a model */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            model_name: string;
                            /** @enum {unknown} */
                            model_type: "classification" | "regression" | "forecasting";
                            /** @enum {unknown} */
                            algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            };
                            /**
                             * @description How far the newest definition has come. `deployed_version` says what answers predictions.
                             * @enum {unknown}
                             */
                            status: "draft" | "training" | "trained" | "deployed" | "monitored" | "retired" | "failed" | "archived";
                            accuracy_score: number | null;
                            accuracy_metric: string | null;
                            performance_metrics: {
                                [key: string]: number;
                            } | null;
                            baseline_metrics: {
                                [key: string]: number;
                            } | null;
                            current_version: number | null;
                            deployed_version: number | null;
                            auto_scaling: boolean;
                            monitoring_enabled: boolean;
                            training_job_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description What to fill in for a prediction: of the deployed version, or of the current one while none is. */
                            feature_schema?: {
                                name: string;
                                /** @description The heading that the column had in its file. */
                                label: string;
                                /** @enum {unknown} */
                                type: "number" | "category" | "boolean" | "time" | "text";
                                categories?: string[];
                                min?: number | string;
                                max?: number | string;
                                integer?: boolean;
                                example: number | string | boolean;
                            }[];
                            /** @description What the same version answers. Of two classes it gives the probability of the positive one. */
                            target_schema?: {
                                name: string;
                                /** @description Empty for a number. */
                                classes: (string | number | boolean)[];
                                positive_class: (string | number | boolean) | null;
                            };
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Change a model
         * @description Fields that are left out stay. A change of what is learned makes it a draft again, while its deployed version goes on answering.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "description": "Quarterly sales forecasting model, without the seasonal index"
                     *     }
                     */
                    "application/json": {
                        model_name?: string;
                        /**
                         * @description `logistic_regression` classifies; `linear_regression` and `ridge` answer numbers; `auto` compares those that fit the model type.
                         * @enum {unknown}
                         */
                        algorithm?: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                        /**
                         * @description The columns to learn from; predictions are asked with a value for each.
                         * @example [
                         *       "previous_month_sales",
                         *       "marketing_spend",
                         *       "seasonality"
                         *     ]
                         */
                        feature_columns?: string[];
                        target_column?: string;
                        description?: string | null;
                        positive_class?: (string | number | boolean) | null;
                        purpose?: string | null;
                        /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                        training_data_source?: {
                            /** @example monthly_sales */
                            dataset: string;
                            /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                            time_column?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            model_name: string;
                            /** @enum {unknown} */
                            model_type: "classification" | "regression" | "forecasting";
                            /** @enum {unknown} */
                            algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            };
                            /**
                             * @description How far the newest definition has come. `deployed_version` says what answers predictions.
                             * @enum {unknown}
                             */
                            status: "draft" | "training" | "trained" | "deployed" | "monitored" | "retired" | "failed" | "archived";
                            accuracy_score: number | null;
                            accuracy_metric: string | null;
                            performance_metrics: {
                                [key: string]: number;
                            } | null;
                            baseline_metrics: {
                                [key: string]: number;
                            } | null;
                            current_version: number | null;
                            deployed_version: number | null;
                            auto_scaling: boolean;
                            monitoring_enabled: boolean;
                            training_job_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description What to fill in for a prediction: of the deployed version, or of the current one while none is. */
                            feature_schema?: {
                                name: string;
                                /** @description The heading that the column had in its file. */
                                label: string;
                                /** @enum {unknown} */
                                type: "number" | "category" | "boolean" | "time" | "text";
                                categories?: string[];
                                min?: number | string;
                                max?: number | string;
                                integer?: boolean;
                                example: number | string | boolean;
                            }[];
                            /** @description What the same version answers. Of two classes it gives the probability of the positive one. */
                            target_schema?: {
                                name: string;
                                /** @description Empty for a number. */
                                classes: (string | number | boolean)[];
                                positive_class: (string | number | boolean) | null;
                            };
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/models/{id}/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Train a model
         * @description Trains as a job: follow it at `/jobs/{job_id}`. Its result is a new version with its metrics.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "validation_split": 0.2,
                     *       "hyperparameter_tuning": true
                     *     }
                     */
                    "application/json": {
                        /** @description Share of the rows held out for the metrics. Default 0.2. */
                        validation_split?: number;
                        /** @description Search the hyperparameters by cross-validation. Default true. */
                        hyperparameter_tuning?: boolean;
                        /** @description Tuning takes no longer; the best found so far is kept. */
                        time_budget_minutes?: number;
                        /** @description Same data, same seed, same version of the product: the same model, to the byte. Default 0. */
                        seed?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @example job_01jd3h2v8k0000000000000000 */
                            job_id: string;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/models/{id}/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deploy a version
         * @description From then on it answers predictions. A version that is not clearly better than a naive guess is refused with the figures, unless forced with a reason.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "auto_scaling": true,
                     *       "monitoring_enabled": true
                     *     }
                     */
                    "application/json": {
                        /** @description Default: the latest. */
                        version?: number;
                        /** @description Let every node score with as many threads as load asks. */
                        auto_scaling?: boolean;
                        /** @description Watch its accuracy and the drift of its inputs. */
                        monitoring_enabled?: boolean;
                        /** @description Deploy although the naive baseline is not beaten; needs `reason`. */
                        force?: boolean;
                        /** @description Why the baseline gate was passed by force; kept. */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            model_name: string;
                            /** @enum {unknown} */
                            model_type: "classification" | "regression" | "forecasting";
                            /** @enum {unknown} */
                            algorithm: "auto" | "logistic_regression" | "linear_regression" | "ridge";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            };
                            /**
                             * @description How far the newest definition has come. `deployed_version` says what answers predictions.
                             * @enum {unknown}
                             */
                            status: "draft" | "training" | "trained" | "deployed" | "monitored" | "retired" | "failed" | "archived";
                            accuracy_score: number | null;
                            accuracy_metric: string | null;
                            performance_metrics: {
                                [key: string]: number;
                            } | null;
                            baseline_metrics: {
                                [key: string]: number;
                            } | null;
                            current_version: number | null;
                            deployed_version: number | null;
                            auto_scaling: boolean;
                            monitoring_enabled: boolean;
                            training_job_id: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last changed.
                             */
                            updated_at: string;
                            /** @description What to fill in for a prediction: of the deployed version, or of the current one while none is. */
                            feature_schema?: {
                                name: string;
                                /** @description The heading that the column had in its file. */
                                label: string;
                                /** @enum {unknown} */
                                type: "number" | "category" | "boolean" | "time" | "text";
                                categories?: string[];
                                min?: number | string;
                                max?: number | string;
                                integer?: boolean;
                                example: number | string | boolean;
                            }[];
                            /** @description What the same version answers. Of two classes it gives the probability of the positive one. */
                            target_schema?: {
                                name: string;
                                /** @description Empty for a number. */
                                classes: (string | number | boolean)[];
                                positive_class: (string | number | boolean) | null;
                            };
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/models/{id}/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How good is it?
         * @description On rows that each version has not seen, beside a naive guess, and live by what really happened.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            model_id: number;
                            current_version: number | null;
                            deployed_version: number | null;
                            /** @description The latest first. */
                            versions: {
                                version: number;
                                /**
                                 * @description On the rows held out.
                                 * @example {
                                 *       "rmse": 8120.4,
                                 *       "mae": 6433.9,
                                 *       "r2": 0.91,
                                 *       "coverage": 0.9
                                 *     }
                                 */
                                metrics: {
                                    [key: string]: number;
                                };
                                /** @description 95 % confidence intervals of the metrics. */
                                metric_intervals: {
                                    [key: string]: {
                                        lower: number;
                                        upper: number;
                                    };
                                };
                                /**
                                 * @description Of a naive guess, on the same rows.
                                 * @example {
                                 *       "rmse": 8120.4,
                                 *       "mae": 6433.9,
                                 *       "r2": 0.91,
                                 *       "coverage": 0.9
                                 *     }
                                 */
                                baseline: {
                                    [key: string]: number;
                                };
                                algorithm: string;
                                /**
                                 * @description As chosen.
                                 * @example {
                                 *       "rmse": 8120.4,
                                 *       "mae": 6433.9,
                                 *       "r2": 0.91,
                                 *       "coverage": 0.9
                                 *     }
                                 */
                                hyperparameters: {
                                    [key: string]: number;
                                };
                                /** @description What tuning tried. */
                                trials: {
                                    algorithm: string;
                                    hyperparameters: {
                                        [key: string]: number;
                                    };
                                    /** @description What was compared; lower is better. */
                                    metric: string;
                                    /** @description Mean over the folds. */
                                    score: number;
                                    fold_scores: number[];
                                    chosen: boolean;
                                }[];
                                seed: number;
                                /**
                                 * @description Whether the latest or random rows were held out.
                                 * @enum {unknown}
                                 */
                                split: "time" | "random";
                                /** @description Rows with a known target. */
                                rows: number;
                                /** @description Of these, held out for the metrics. */
                                validation_rows: number;
                                rows_without_target: number;
                                feature_columns: string[];
                                target_column: string;
                                /** @description SHA-256 of the data as it was read. */
                                data_snapshot_hash: string;
                                code_version: string;
                                artifact_sha256: string;
                                artifact_size_bytes: number;
                                warnings: {
                                    code: string;
                                    column?: string;
                                    detail: string;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description When its training ended.
                                 */
                                trained_at: string;
                            }[];
                            /** @description Of the deployed version. */
                            live: {
                                predictions: number;
                                feedback_count: number;
                                /**
                                 * @description By what really happened, as feedback tells it.
                                 * @example {
                                 *       "rmse": 8120.4,
                                 *       "mae": 6433.9,
                                 *       "r2": 0.91,
                                 *       "coverage": 0.9
                                 *     }
                                 */
                                metrics: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The latest first. */
                            history: {
                                metric_name: string;
                                metric_value: number;
                                /**
                                 * Format: date-time
                                 * @description When it was measured.
                                 */
                                measured_at: string;
                                model_version: number;
                            }[];
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict
         * @description Asks the deployed version of a model. The answer is kept before it is given.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "model_id": 1,
                     *       "input_data": {
                     *         "previous_month_sales": 150000,
                     *         "marketing_spend": 25000,
                     *         "seasonality": 1.2
                     *       },
                     *       "prediction_context": "monthly_forecast"
                     *     }
                     */
                    "application/json": {
                        model_id: number;
                        /**
                         * @description A value for each feature, by the name of its column. A missing one is guessed, with a warning.
                         * @example {
                         *       "previous_month_sales": 150000,
                         *       "marketing_spend": 25000,
                         *       "seasonality": 1.2
                         *     }
                         */
                        input_data: {
                            [key: string]: unknown;
                        };
                        /** @description What the prediction is for; kept with it. */
                        prediction_context?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @example pred_01jd3h2v8k0000000000000000 */
                            prediction_id: string;
                            model_id: number;
                            model_version: number;
                            /**
                             * @example {
                             *       "prediction": 160840.5,
                             *       "interval": {
                             *         "level": 0.9,
                             *         "lower": 148100,
                             *         "upper": 173581
                             *       }
                             *     }
                             */
                            prediction_output: {
                                /** @description Two classes: the probability of the positive one. Several: the probability of `label`. Otherwise the number itself. */
                                prediction: number;
                                label?: string | number | boolean;
                                probabilities?: {
                                    [key: string]: number;
                                };
                                /** @description The true value lies inside in a share `level` of all cases. */
                                interval?: {
                                    level: number;
                                    lower: number;
                                    upper: number;
                                };
                            };
                            confidence_score: number | null;
                            /** @description `base_value` and all contributions add up to the score of this record. The strongest first. */
                            explanation: {
                                /** @description The score of an average record. */
                                base_value: number;
                                /** @enum {unknown} */
                                unit: "log_odds" | "target";
                                contributions: {
                                    feature: string;
                                    value: (string | number | boolean) | null;
                                    contribution: number;
                                    /** @description The feature and its value in the reader's language. */
                                    text: string;
                                }[];
                            };
                            /** @description What makes this answer less certain than others. */
                            warnings?: {
                                code: string;
                                detail: string;
                                pointer: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was answered.
                             */
                            prediction_timestamp: string;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List predictions, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    model_id?: number;
                    /** @description Answered then or later. */
                    from?: string;
                    /** @description Answered before. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @example pred_01jd3h2v8k0000000000000000 */
                                prediction_id: string;
                                model_id: number;
                                model_version: number;
                                /**
                                 * @example {
                                 *       "prediction": 160840.5,
                                 *       "interval": {
                                 *         "level": 0.9,
                                 *         "lower": 148100,
                                 *         "upper": 173581
                                 *       }
                                 *     }
                                 */
                                prediction_output: {
                                    /** @description Two classes: the probability of the positive one. Several: the probability of `label`. Otherwise the number itself. */
                                    prediction: number;
                                    label?: string | number | boolean;
                                    probabilities?: {
                                        [key: string]: number;
                                    };
                                    /** @description The true value lies inside in a share `level` of all cases. */
                                    interval?: {
                                        level: number;
                                        lower: number;
                                        upper: number;
                                    };
                                };
                                confidence_score: number | null;
                                /** @description `base_value` and all contributions add up to the score of this record. The strongest first. */
                                explanation: {
                                    /** @description The score of an average record. */
                                    base_value: number;
                                    /** @enum {unknown} */
                                    unit: "log_odds" | "target";
                                    contributions: {
                                        feature: string;
                                        value: (string | number | boolean) | null;
                                        contribution: number;
                                        /** @description The feature and its value in the reader's language. */
                                        text: string;
                                    }[];
                                };
                                /** @description What makes this answer less certain than others. */
                                warnings?: {
                                    code: string;
                                    detail: string;
                                    pointer: string;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description When it was answered.
                                 */
                                prediction_timestamp: string;
                                /**
                                 * @description A value for each feature, by the name of its column. A missing one is guessed, with a warning.
                                 * @example {
                                 *       "previous_month_sales": 150000,
                                 *       "marketing_spend": 25000,
                                 *       "seasonality": 1.2
                                 *     }
                                 */
                                input_data: {
                                    [key: string]: unknown;
                                };
                                prediction_context: string | null;
                                feedback: {
                                    /**
                                     * @description As it was told.
                                     * @example {
                                     *       "actual_sales": 162000
                                     *     }
                                     */
                                    actual_outcome: {
                                        [key: string]: unknown;
                                    };
                                    feedback_score: number | null;
                                    feedback_comments: string | null;
                                    /**
                                     * Format: date-time
                                     * @description When it was first told.
                                     */
                                    created_at: string;
                                    /**
                                     * Format: date-time
                                     * @description When it was last told.
                                     */
                                    updated_at: string;
                                } | null;
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predictions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a prediction */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @example pred_01jd3h2v8k0000000000000000 */
                            prediction_id: string;
                            model_id: number;
                            model_version: number;
                            /**
                             * @example {
                             *       "prediction": 160840.5,
                             *       "interval": {
                             *         "level": 0.9,
                             *         "lower": 148100,
                             *         "upper": 173581
                             *       }
                             *     }
                             */
                            prediction_output: {
                                /** @description Two classes: the probability of the positive one. Several: the probability of `label`. Otherwise the number itself. */
                                prediction: number;
                                label?: string | number | boolean;
                                probabilities?: {
                                    [key: string]: number;
                                };
                                /** @description The true value lies inside in a share `level` of all cases. */
                                interval?: {
                                    level: number;
                                    lower: number;
                                    upper: number;
                                };
                            };
                            confidence_score: number | null;
                            /** @description `base_value` and all contributions add up to the score of this record. The strongest first. */
                            explanation: {
                                /** @description The score of an average record. */
                                base_value: number;
                                /** @enum {unknown} */
                                unit: "log_odds" | "target";
                                contributions: {
                                    feature: string;
                                    value: (string | number | boolean) | null;
                                    contribution: number;
                                    /** @description The feature and its value in the reader's language. */
                                    text: string;
                                }[];
                            };
                            /** @description What makes this answer less certain than others. */
                            warnings?: {
                                code: string;
                                detail: string;
                                pointer: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was answered.
                             */
                            prediction_timestamp: string;
                            /**
                             * @description A value for each feature, by the name of its column. A missing one is guessed, with a warning.
                             * @example {
                             *       "previous_month_sales": 150000,
                             *       "marketing_spend": 25000,
                             *       "seasonality": 1.2
                             *     }
                             */
                            input_data: {
                                [key: string]: unknown;
                            };
                            prediction_context: string | null;
                            feedback: {
                                /**
                                 * @description As it was told.
                                 * @example {
                                 *       "actual_sales": 162000
                                 *     }
                                 */
                                actual_outcome: {
                                    [key: string]: unknown;
                                };
                                feedback_score: number | null;
                                feedback_comments: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was first told.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last told.
                                 */
                                updated_at: string;
                            } | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predictions/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what really happened
         * @description Told again, it replaces what was told before. The live metrics of the model follow from it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "actual_outcome": {
                     *         "actual_sales": 162000
                     *       },
                     *       "feedback_score": 4.2,
                     *       "feedback_comments": "Prediction was very close to actual results"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What really happened: the target's value by its name; or a single number or boolean by any name.
                         * @example {
                         *       "actual_sales": 162000
                         *     }
                         */
                        actual_outcome: {
                            [key: string]: unknown;
                        };
                        /** @description 5 is best. */
                        feedback_score?: number;
                        feedback_comments?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            prediction_id: string;
                            /**
                             * @description As it was told.
                             * @example {
                             *       "actual_sales": 162000
                             *     }
                             */
                            actual_outcome: {
                                [key: string]: unknown;
                            };
                            feedback_score: number | null;
                            feedback_comments: string | null;
                            /**
                             * Format: date-time
                             * @description When it was first told.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last told.
                             */
                            updated_at: string;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List jobs, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    kind?: string;
                    /** @description `active`: queued or running. */
                    status?: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "active";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @example training */
                                kind: string;
                                /** @description What it works on. */
                                subject: {
                                    /** @enum {unknown} */
                                    kind: "import" | "model";
                                    id: number;
                                    name: string;
                                };
                                /** @enum {unknown} */
                                status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                                progress: number;
                                /** @example fitting */
                                phase: string;
                                /** @description The phase in the reader's language. */
                                phase_text: string;
                                eta_seconds: number | null;
                                /** @description What came of it; null until it has succeeded. */
                                result: unknown;
                                error: {
                                    code: string;
                                    title: string;
                                    detail: string;
                                } | null;
                                /** Format: date-time */
                                created_at: string;
                                started_at: string | null;
                                finished_at: string | null;
                            }[];
                            /** @description Null on the last page. */
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far is it? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @example training */
                            kind: string;
                            /** @description What it works on. */
                            subject: {
                                /** @enum {unknown} */
                                kind: "import" | "model";
                                id: number;
                                name: string;
                            };
                            /** @enum {unknown} */
                            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                            progress: number;
                            /** @example fitting */
                            phase: string;
                            /** @description The phase in the reader's language. */
                            phase_text: string;
                            eta_seconds: number | null;
                            /** @description What came of it; null until it has succeeded. */
                            result: unknown;
                            error: {
                                code: string;
                                title: string;
                                detail: string;
                            } | null;
                            /** Format: date-time */
                            created_at: string;
                            started_at: string | null;
                            finished_at: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Cancel a job
         * @description A running job stops within about a second; what it had begun leaves no trace.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @example training */
                            kind: string;
                            /** @description What it works on. */
                            subject: {
                                /** @enum {unknown} */
                                kind: "import" | "model";
                                id: number;
                                name: string;
                            };
                            /** @enum {unknown} */
                            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                            progress: number;
                            /** @example fitting */
                            phase: string;
                            /** @description The phase in the reader's language. */
                            phase_text: string;
                            eta_seconds: number | null;
                            /** @description What came of it; null until it has succeeded. */
                            result: unknown;
                            error: {
                                code: string;
                                title: string;
                                detail: string;
                            } | null;
                            /** Format: date-time */
                            created_at: string;
                            started_at: string | null;
                            finished_at: string | null;
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitoring/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is it well?
         * @description Open without login. What each part answered is shown to those with `monitoring:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "ok" | "down";
                            live: boolean;
                            /** @description Whether requests will be answered now. */
                            ready: boolean;
                            version: string;
                            uptime_seconds?: number;
                            checks?: {
                                [key: string]: {
                                    ok: boolean;
                                    duration_ms: number;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "ok" | "down";
                            live: boolean;
                            /** @description Whether requests will be answered now. */
                            ready: boolean;
                            version: string;
                            uptime_seconds?: number;
                            checks?: {
                                [key: string]: {
                                    ok: boolean;
                                    duration_ms: number;
                                };
                            };
                        };
                    };
                };
                /** @description The request was refused; the document says why. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request was refused; the document says why. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Why a request was refused (RFC 9457). Further members carry the figures of the case. */
        Problem: {
            /** @description Names the kind of problem; the same for every language. */
            type: string;
            title: string;
            status: number;
            /** @description What is wrong and how to mend it, in the reader's language. */
            detail: string;
            /** @description The same for every language; programs decide by it. */
            code: string;
            /** @description Finds the request in the log. */
            request_id: string;
            errors?: {
                /** @description JSON pointer (RFC 6901) to what is wrong in the body. */
                pointer: string;
                code: string;
                detail: string;
            }[];
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
