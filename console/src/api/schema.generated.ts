// Made by npm run generate from the server's OpenAPI document.
export interface paths {
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
                            /**
                             * @description `degraded`: requests are answered, but something that the server leans on is not well.
                             * @enum {unknown}
                             */
                            status: "ok" | "degraded" | "down";
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
                            /**
                             * @description `degraded`: requests are answered, but something that the server leans on is not well.
                             * @enum {unknown}
                             */
                            status: "ok" | "degraded" | "down";
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
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                            }[];
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
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
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                            }[];
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                            }[];
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
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
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Ends every other session of yours and sets a new cookie for this one.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current_password: string;
                        /**
                         * @description Not among the common ones, and not made of the name or address.
                         * @example correct horse battery
                         */
                        new_password: string;
                    };
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in */
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
                                id: number;
                                /** @description The one that asks. */
                                current: boolean;
                                /**
                                 * Format: date-time
                                 * @description When the user signed in.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it ends by itself.
                                 */
                                expires_at: string;
                                ip_address: string | null;
                                user_agent: string | null;
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
        /** End all your other sessions */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session of yours */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
    "/api/v1/tenancy/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation is for */
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
                        /** @description What stands in the link of the invitation. */
                        token: string;
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
                            organization: {
                                id: number;
                                name: string;
                            };
                            email: string;
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
                            /**
                             * Format: date-time
                             * @description From then on it is refused.
                             */
                            expires_at: string;
                            /** @description Then the password of that account is asked, otherwise a new one is chosen. */
                            has_account: boolean;
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
    "/api/v1/tenancy/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Who is signed in joins as themselves; who has an account gives its password; who has none chooses name and password. Signs in.
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
                        /** @description What stands in the link of the invitation. */
                        token: string;
                        /** @example Amira Haddad */
                        name?: string;
                        /**
                         * @description Not among the common ones, and not made of the name or address.
                         * @example correct horse battery
                         */
                        password?: string;
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
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                            }[];
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account and an organization
         * @description Where the server allows it (`SIGN_UP=open`). Signs in.
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
                        /** @example Haddad Logistics */
                        organization_name: string;
                        /** @example Amira Haddad */
                        name: string;
                        /**
                         * Format: email
                         * @example amira@example.com
                         */
                        email: string;
                        /**
                         * @description Not among the common ones, and not made of the name or address.
                         * @example correct horse battery
                         */
                        password: string;
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
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                            }[];
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organizations that you belong to
         * @description Requests of a browser name the one they speak of by the header `X-Organization`.
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
                            items: {
                                id: number;
                                name: string;
                                plan: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
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
        /**
         * Make another organization
         * @description Takes a browser that is signed in, also of somebody who belongs to no organization yet.
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
                        /** @example Haddad Logistics */
                        name: string;
                        /**
                         * @description A name of the IANA data base; days begin by it.
                         * @example Europe/Berlin
                         */
                        time_zone?: string;
                        /**
                         * @description ISO 4217
                         * @example EUR
                         */
                        currency?: string;
                        default_language?: string | null;
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
                            /** @example premium */
                            plan: string;
                            /** @example Haddad Logistics */
                            name: string;
                            /**
                             * @description A name of the IANA data base; days begin by it.
                             * @example Europe/Berlin
                             */
                            time_zone: string;
                            /**
                             * @description ISO 4217
                             * @example EUR
                             */
                            currency: string;
                            default_language: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
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
    "/api/v1/tenancy/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organization of this request */
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
                            id: number;
                            /** @example premium */
                            plan: string;
                            /** @example Haddad Logistics */
                            name: string;
                            /**
                             * @description A name of the IANA data base; days begin by it.
                             * @example Europe/Berlin
                             */
                            time_zone: string;
                            /**
                             * @description ISO 4217
                             * @example EUR
                             */
                            currency: string;
                            default_language: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
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
        /** Change the organization's settings */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                    /** @description The ETag of the resource as it was read. If it has changed since, the request is refused with 412. */
                    "if-match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Haddad Logistics */
                        name?: string;
                        /**
                         * @description A name of the IANA data base; days begin by it.
                         * @example Europe/Berlin
                         */
                        time_zone?: string;
                        /**
                         * @description ISO 4217
                         * @example EUR
                         */
                        currency?: string;
                        default_language?: string | null;
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
                            /** @example premium */
                            plan: string;
                            /** @example Haddad Logistics */
                            name: string;
                            /**
                             * @description A name of the IANA data base; days begin by it.
                             * @example Europe/Berlin
                             */
                            time_zone: string;
                            /**
                             * @description ISO 4217
                             * @example EUR
                             */
                            currency: string;
                            default_language: string | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
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
    "/api/v1/tenancy/organization/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the ownership to another member
         * @description The other becomes an owner, and you an administrator.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user_id: number;
                    };
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List members */
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
                                user_id: number;
                                name: string;
                                email: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                                /**
                                 * Format: date-time
                                 * @description Since when they belong to the organization.
                                 */
                                created_at: string;
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
    "/api/v1/tenancy/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Their access ends at once; so do the API keys that they made, unless you take them over.
         */
        delete: {
            parameters: {
                query?: {
                    /** @description API keys that the member made go on working under your name; otherwise they end. */
                    take_over_keys?: boolean;
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    user_id: number;
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
        /**
         * Change a member's role
         * @description Neither the role of before nor the new one may have a permission that you lack. Not your own role.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    user_id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description A built-in role, or `role_<id>` for one of the organization's own.
                         * @example analyst
                         * @example role_7
                         */
                        role: string;
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
                            user_id: number;
                            name: string;
                            email: string;
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
                            /**
                             * Format: date-time
                             * @description Since when they belong to the organization.
                             */
                            created_at: string;
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
    "/api/v1/tenancy/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave the organization
         * @description API keys that you made end with it. The last owner cannot leave.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that one can be allowed */
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
                                /** @example ai_analytics:predict */
                                id: string;
                                /** @description In the reader's language. */
                                name: string;
                                description: string;
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
    "/api/v1/tenancy/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles with their permissions
         * @description The built-in ones first.
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
                            items: {
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                id: string;
                                /** @description Built-in roles are named in the reader's language. */
                                name: string;
                                built_in: boolean;
                                permissions: string[];
                                /** @description How many members have it. */
                                members: number;
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
        /** Make a role */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Forecasting team */
                        name: string;
                        /**
                         * @description None that you do not have yourself.
                         * @example [
                         *       "ai_analytics:read",
                         *       "ai_analytics:predict"
                         *     ]
                         */
                        permissions: string[];
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
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            id: string;
                            /** @description Built-in roles are named in the reader's language. */
                            name: string;
                            built_in: boolean;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A role of the organization's own */
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
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            id: string;
                            /** @description Built-in roles are named in the reader's language. */
                            name: string;
                            built_in: boolean;
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
        post?: never;
        /**
         * Remove a role
         * @description Refused while somebody has it or is invited as it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        /**
         * Change a role
         * @description Whoever has it may do the new permissions at once.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                    /** @description The ETag of the resource as it was read. If it has changed since, the request is refused with 412. */
                    "if-match"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Forecasting team */
                        name?: string;
                        /**
                         * @description None that you do not have yourself.
                         * @example [
                         *       "ai_analytics:read",
                         *       "ai_analytics:predict"
                         *     ]
                         */
                        permissions?: string[];
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
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            id: string;
                            /** @description Built-in roles are named in the reader's language. */
                            name: string;
                            built_in: boolean;
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
    "/api/v1/tenancy/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open invitations
         * @description Those past their end too: they can be sent again.
         */
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
                                email: string;
                                /**
                                 * @description A built-in role, or `role_<id>` for one of the organization's own.
                                 * @example analyst
                                 * @example role_7
                                 */
                                role: string;
                                role_name: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was sent first.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description From then on its link is refused; it can be sent again.
                                 */
                                expires_at: string;
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
         * Invite somebody
         * @description Answers the link, this once. The role may have no permission that you lack.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: email
                         * @example amira@example.com
                         */
                        email: string;
                        /**
                         * @description A built-in role, or `role_<id>` for one of the organization's own.
                         * @example analyst
                         * @example role_7
                         */
                        role: string;
                        /**
                         * @description So long the link works.
                         * @default 7
                         */
                        days?: number;
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
                            email: string;
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
                            /**
                             * Format: date-time
                             * @description When it was sent first.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description From then on its link is refused; it can be sent again.
                             */
                            expires_at: string;
                            /** @description Shown here once; only its hash is kept. */
                            token: string;
                            /** @description What the invited person opens. */
                            link: string;
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
    "/api/v1/tenancy/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description With a new link; the one of before works no longer.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description So long the link works.
                         * @default 7
                         */
                        days?: number;
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
                            email: string;
                            /**
                             * @description A built-in role, or `role_<id>` for one of the organization's own.
                             * @example analyst
                             * @example role_7
                             */
                            role: string;
                            role_name: string | null;
                            /**
                             * Format: date-time
                             * @description When it was sent first.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description From then on its link is refused; it can be sent again.
                             */
                            expires_at: string;
                            /** @description Shown here once; only its hash is kept. */
                            token: string;
                            /** @description What the invited person opens. */
                            link: string;
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
    "/api/v1/tenancy/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                                /** @description What it was given. It does no more of that than whoever made it may do today. */
                                permissions: string[];
                                created_by: number | null;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                expires_at: string | null;
                                last_used_at: string | null;
                                previous_valid_until: string | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Nightly import */
                        name: string;
                        /**
                         * @description "all", or some of: ai_analytics:read, ai_analytics:create, ai_analytics:update, ai_analytics:predict, ai_analytics:manage, ai_analytics:detect, ai_analytics:generate, ai_analytics:feedback, ai_analytics:automation, data:read, data:create, data:update, data:delete, data:bi, automation:read, automation:run, automation:approve, automation:manage, notifications:read, notifications:send, notifications:manage, tenancy:read, tenancy:update, tenancy:manage, tenancy:audit, tenancy:own, performance:read, performance:manage, monitoring:read. A key never gets more than its maker has.
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
                            /** @description What it was given. It does no more of that than whoever made it may do today. */
                            permissions: string[];
                            created_by: number | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            expires_at: string | null;
                            last_used_at: string | null;
                            previous_valid_until: string | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        /** Rename an API key, or take permissions from it */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example Nightly import */
                        name?: string;
                        /**
                         * @description What it keeps of its permissions. None can be added.
                         * @example [
                         *       "ai_analytics:read"
                         *     ]
                         */
                        permissions?: string[];
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
                            name: string;
                            /** @description The first characters of the key. */
                            prefix: string;
                            /** @description What it was given. It does no more of that than whoever made it may do today. */
                            permissions: string[];
                            created_by: number | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            expires_at: string | null;
                            last_used_at: string | null;
                            previous_valid_until: string | null;
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
    "/api/v1/tenancy/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description The old secret is accepted for a time as well, so that programs can be changed one by one.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description So long the old secret is accepted as well.
                         * @default 86400
                         * @example 3600
                         */
                        grace_seconds?: number;
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
                            name: string;
                            /** @description The first characters of the key. */
                            prefix: string;
                            /** @description What it was given. It does no more of that than whoever made it may do today. */
                            permissions: string[];
                            created_by: number | null;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            expires_at: string | null;
                            last_used_at: string | null;
                            previous_valid_until: string | null;
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
    "/api/v1/tenancy/access/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why may I, why not?
         * @description About oneself to everybody; about others to those with `tenancy:read`.
         */
        get: {
            parameters: {
                query: {
                    /** @description What is to be done. */
                    permission: "ai_analytics:read" | "ai_analytics:create" | "ai_analytics:update" | "ai_analytics:predict" | "ai_analytics:manage" | "ai_analytics:detect" | "ai_analytics:generate" | "ai_analytics:feedback" | "ai_analytics:automation" | "data:read" | "data:create" | "data:update" | "data:delete" | "data:bi" | "automation:read" | "automation:run" | "automation:approve" | "automation:manage" | "notifications:read" | "notifications:send" | "notifications:manage" | "tenancy:read" | "tenancy:update" | "tenancy:manage" | "tenancy:audit" | "tenancy:own" | "performance:read" | "performance:manage" | "monitoring:read";
                    /** @description A member. */
                    user_id?: number;
                    /** @description An API key. Without either, whoever asks. */
                    api_key_id?: number;
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
                            permission: {
                                /** @example ai_analytics:predict */
                                id: string;
                                /** @description In the reader's language. */
                                name: string;
                                description: string;
                            };
                            allowed: boolean;
                            subject: {
                                /** @enum {unknown} */
                                kind: "user" | "api_key";
                                id: number;
                                name: string;
                            };
                            /** @description Why, step by step, in the reader's language. */
                            reasons: {
                                /** @example role_lacks */
                                code: string;
                                text: string;
                            }[];
                            /** @description Who can grant it; at most ten. */
                            granters: {
                                user_id: number;
                                name: string;
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
    "/api/v1/tenancy/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which plans there are */
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
                            /** @description From the smallest plan to the largest. */
                            items: {
                                /** @example premium */
                                plan: string;
                                entitlements: {
                                    /** @example models */
                                    entitlement: string;
                                    /**
                                     * @description `daily`: so many a calendar day of the organization. `standing`: so many at any one time. `parallel`: so many under way at once, the others wait. `days`: kept so long. `feature`: there or not.
                                     * @enum {unknown}
                                     */
                                    kind: "daily" | "standing" | "parallel" | "days" | "feature";
                                    limit: number;
                                    /**
                                     * @description Of a feature. Only anomaly detection has a basic form.
                                     * @enum {unknown}
                                     */
                                    level: "none" | "basic" | "full";
                                }[];
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
    "/api/v1/tenancy/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the organization may have */
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
                            /** @example premium */
                            plan: string;
                            entitlements: {
                                /** @example predictions_per_day */
                                entitlement: string;
                                /**
                                 * @description `daily`: so many a calendar day of the organization. `standing`: so many at any one time. `parallel`: so many under way at once, the others wait. `days`: kept so long. `feature`: there or not.
                                 * @enum {unknown}
                                 */
                                kind: "daily" | "standing" | "parallel" | "days" | "feature";
                                /** @description What holds now: the override, else the plan. */
                                limit: number;
                                /** @description What the plan alone gives. */
                                plan_limit: number;
                                /**
                                 * @description Of a feature. Only anomaly detection has a basic form.
                                 * @enum {unknown}
                                 */
                                level: "none" | "basic" | "full";
                                override: {
                                    limit: number;
                                    reason: string | null;
                                    expires_at: string | null;
                                    /**
                                     * Format: date-time
                                     * @description When it was set.
                                     */
                                    created_at: string;
                                } | null;
                            }[];
                            /** @description What is more than the plan allows: kept whole, out of service until the plan allows it again. */
                            frozen: {
                                entitlement: string;
                                items: {
                                    id: number;
                                    name: string;
                                }[];
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
        /**
         * Change the plan
         * @description A smaller plan freezes what is more than it allows and deletes nothing; a larger one thaws it. `dry_run` says what would happen.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "plan": "basic",
                     *       "dry_run": true,
                     *       "keep_models": [
                     *         3,
                     *         7
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description One of `/tenancy/plans`; the same one is allowed. */
                        plan: string;
                        /** @description Says what would be frozen, and changes nothing. */
                        dry_run?: boolean;
                        /** @description The models to keep in service where the plan allows fewer than there are. Left out: the choice made before, then deployed ones, then the oldest. */
                        keep_models?: number[];
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
                            /** @example premium */
                            plan: string;
                            dry_run: boolean;
                            changes: {
                                entitlement: string;
                                frozen: {
                                    id: number;
                                    name: string;
                                }[];
                                thawed: {
                                    id: number;
                                    name: string;
                                }[];
                            }[];
                            retention: {
                                /** @description So long everything is kept, now. */
                                days: number;
                                /** @description So long the plan keeps it. */
                                plan_days: number;
                                shorter_from: string | null;
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
    "/api/v1/tenancy/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is used of the plan
         * @description Now and by day, with the date on which a limit will be hit and the warnings given.
         */
        get: {
            parameters: {
                query?: {
                    /** @description So much history. */
                    days?: number;
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
                            /** @example premium */
                            plan: string;
                            /**
                             * Format: date
                             * @description The calendar date in the organization's zone, to which daily use is counted.
                             * @example 2026-03-31
                             */
                            today: string;
                            usage: {
                                /** @example predictions_per_day */
                                entitlement: string;
                                /**
                                 * @description `daily`: so many a calendar day of the organization. `standing`: so many at any one time. `parallel`: so many under way at once, the others wait. `days`: kept so long. `feature`: there or not.
                                 * @enum {unknown}
                                 */
                                kind: "daily" | "standing" | "parallel" | "days" | "feature";
                                /** @description Today, or standing now. */
                                used: number;
                                limit: number;
                                resets_at: string | null;
                                forecast_on: string | null;
                                available_in: string | null;
                                /** @description Every day, today last. */
                                history: {
                                    /**
                                     * Format: date
                                     * @description In the zone of then.
                                     * @example 2026-03-31
                                     */
                                    day: string;
                                    used: number;
                                }[];
                            }[];
                            /** @description The latest first; at most one a day and threshold. */
                            warnings: {
                                entitlement: string;
                                /**
                                 * Format: date
                                 * @description The day it is about.
                                 * @example 2026-03-31
                                 */
                                day: string;
                                /** @description In per cent: 80 or 100. */
                                threshold: number;
                                used: number;
                                limit: number;
                                /** @example premium */
                                plan: string;
                                forecast_on: string | null;
                                /**
                                 * Format: date-time
                                 * @description When it was given.
                                 */
                                created_at: string;
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
    "/api/v1/tenancy/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What will be deleted because of its age
         * @description Counted now, row by row; deleted once a day, at night, in small steps.
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
                            days: number;
                            plan_days: number;
                            shorter_from: string | null;
                            /**
                             * Format: date-time
                             * @description What is older than this goes.
                             */
                            before: string;
                            deletes: {
                                /** @example predictions */
                                name: string;
                                /** @description So many would go now. While a legal hold stands, none does. */
                                rows: number;
                            }[];
                            legal_hold: {
                                reason: string;
                                set_by: {
                                    /** @enum {unknown} */
                                    kind: "user" | "api_key" | "system";
                                    id: number | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description Since when nothing is deleted.
                                 */
                                set_at: string;
                            } | null;
                            last_run: {
                                /**
                                 * Format: date-time
                                 * @description When it ended.
                                 */
                                finished_at: string;
                                removed: {
                                    [key: string]: number;
                                };
                                /** @description Otherwise the next run goes on where it ended. */
                                complete: boolean;
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
    "/api/v1/tenancy/retention/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a legal hold
         * @description From the answer on, nothing is deleted because of its age, until the hold is lifted.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Why; kept and shown.
                         * @example Audit of the tax office for 2025
                         */
                        reason: string;
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
                            days: number;
                            plan_days: number;
                            shorter_from: string | null;
                            /**
                             * Format: date-time
                             * @description What is older than this goes.
                             */
                            before: string;
                            deletes: {
                                /** @example predictions */
                                name: string;
                                /** @description So many would go now. While a legal hold stands, none does. */
                                rows: number;
                            }[];
                            legal_hold: {
                                reason: string;
                                set_by: {
                                    /** @enum {unknown} */
                                    kind: "user" | "api_key" | "system";
                                    id: number | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description Since when nothing is deleted.
                                 */
                                set_at: string;
                            } | null;
                            last_run: {
                                /**
                                 * Format: date-time
                                 * @description When it ended.
                                 */
                                finished_at: string;
                                removed: {
                                    [key: string]: number;
                                };
                                /** @description Otherwise the next run goes on where it ended. */
                                complete: boolean;
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
        post?: never;
        /** Lift the legal hold */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenancy/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, latest first */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description What was done; `model.` takes everything that begins so.
                     * @example model.deployed
                     */
                    action?: string;
                    actor_kind?: "user" | "api_key" | "system";
                    actor_id?: number;
                    /**
                     * @description What it was done to.
                     * @example model
                     */
                    subject_kind?: string;
                    /**
                     * @description Which one.
                     * @example 7
                     */
                    subject_id?: string;
                    /** @description Not before. */
                    from?: string;
                    /** @description Before. */
                    to?: string;
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
                                /** @description Counts the acts of the organization without a gap. */
                                sequence: number;
                                /** Format: date-time */
                                at: string;
                                actor: {
                                    /** @enum {unknown} */
                                    kind: "user" | "api_key" | "system";
                                    id: number | null;
                                };
                                /** @example member.role_changed */
                                action: string;
                                subject: {
                                    kind: string;
                                    id: string;
                                };
                                /** @description What a reader needs to understand the act. */
                                detail: unknown;
                                /** @description Over this entry and the hash of the one before; `suite verify-audit` checks it. */
                                hash: string;
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
    "/api/v1/tenancy/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log as a file
         * @description JSON Lines or CSV, in the order in which it was written.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description What was done; `model.` takes everything that begins so.
                     * @example model.deployed
                     */
                    action?: string;
                    actor_kind?: "user" | "api_key" | "system";
                    actor_id?: number;
                    /**
                     * @description What it was done to.
                     * @example model
                     */
                    subject_kind?: string;
                    /**
                     * @description Which one.
                     * @example 7
                     */
                    subject_id?: string;
                    /** @description Not before. */
                    from?: string;
                    /** @description Before. */
                    to?: string;
                    format?: "jsonl" | "csv";
                };
                header?: never;
                path?: never;
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
                                /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                                label: string;
                                description: string | null;
                                /** @description Whether it is one of the datasets that the product knows. */
                                standard: boolean;
                                key: string | null;
                                row_count: number;
                                columns: {
                                    /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                    name: string;
                                    /** @description Of a standard column in the reader’s language, else as the file had it. */
                                    label: string;
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /** @description Whether any row lacks a value. */
                                    nullable: boolean;
                                    /** @description Records are called by it. */
                                    is_key: boolean;
                                    role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                    currency: string | null;
                                    refers_to: string | null;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description When it was made.
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
        /**
         * Make a dataset
         * @description Without rows: they come by imports and records.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "machines",
                     *       "columns": [
                     *         {
                     *           "name": "machine_id",
                     *           "type": "text",
                     *           "role": "entity"
                     *         },
                     *         {
                     *           "name": "price",
                     *           "type": "number",
                     *           "role": "money",
                     *           "currency": "EUR"
                     *         }
                     *       ],
                     *       "key": "machine_id"
                     *     }
                     */
                    "application/json": {
                        name: string;
                        /** @description What people call it. */
                        label?: string;
                        description?: string | null;
                        columns: {
                            /** @description What features and queries call it. */
                            name: string;
                            /** @description What people call it. */
                            label?: string;
                            /** @enum {unknown} */
                            type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                            role?: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                            currency?: string | null;
                        }[];
                        key?: string | null;
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
                            name: string;
                            /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                            label: string;
                            description: string | null;
                            /** @description Whether it is one of the datasets that the product knows. */
                            standard: boolean;
                            key: string | null;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description Of a standard column in the reader’s language, else as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                                /** @description Records are called by it. */
                                is_key: boolean;
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                currency: string | null;
                                refers_to: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description What its rows keep. */
                            constraints: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/standard-datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The datasets that the product knows
         * @description Each comes to be with its first row: by an import or by a record under its name.
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
                            items: {
                                name: string;
                                label: string;
                                description: string;
                                /** @description False until its first row comes. */
                                made: boolean;
                                row_count: number;
                                key: string | null;
                                columns: {
                                    /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                    name: string;
                                    /** @description Of a standard column in the reader’s language, else as the file had it. */
                                    label: string;
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /** @description Whether any row lacks a value. */
                                    nullable: boolean;
                                    /** @description Records are called by it. */
                                    is_key: boolean;
                                    role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                    currency: string | null;
                                    refers_to: string | null;
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
                            /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                            label: string;
                            description: string | null;
                            /** @description Whether it is one of the datasets that the product knows. */
                            standard: boolean;
                            key: string | null;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description Of a standard column in the reader’s language, else as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                                /** @description Records are called by it. */
                                is_key: boolean;
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                currency: string | null;
                                refers_to: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description What its rows keep. */
                            constraints: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
                            }[];
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
        /**
         * Delete a dataset with all its rows
         * @description Refused while other datasets refer to it; with `if_unused` also while models or metrics read it.
         */
        delete: {
            parameters: {
                query?: {
                    /** @description Refuse where models or metrics read it. Default false. */
                    if_unused?: boolean;
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
        /** Change what a dataset is called, or its key */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "description": "All machines that we rent out."
                     *     }
                     */
                    "application/json": {
                        label?: string | null;
                        description?: string | null;
                        key?: string | null;
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
                            name: string;
                            /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                            label: string;
                            description: string | null;
                            /** @description Whether it is one of the datasets that the product knows. */
                            standard: boolean;
                            key: string | null;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description Of a standard column in the reader’s language, else as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                                /** @description Records are called by it. */
                                is_key: boolean;
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                currency: string | null;
                                refers_to: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description What its rows keep. */
                            constraints: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
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
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What reads a dataset and would miss it */
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
                            uses: {
                                /** @enum {unknown} */
                                kind: "model" | "constraint" | "metric";
                                name: string;
                                columns: string[];
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
    "/api/v1/data/datasets/{name}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a column
         * @description Rows that are there have no value in it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "vat_number",
                     *       "type": "text",
                     *       "label": "VAT number"
                     *     }
                     */
                    "application/json": {
                        /** @description What features and queries call it. */
                        name: string;
                        /** @description What people call it. */
                        label?: string;
                        /** @enum {unknown} */
                        type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                        role?: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                        currency?: string | null;
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
                            name: string;
                            /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                            label: string;
                            description: string | null;
                            /** @description Whether it is one of the datasets that the product knows. */
                            standard: boolean;
                            key: string | null;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description Of a standard column in the reader’s language, else as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                                /** @description Records are called by it. */
                                is_key: boolean;
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                currency: string | null;
                                refers_to: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description What its rows keep. */
                            constraints: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/columns/{column}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a column with its values
         * @description Refused while other datasets refer to it, and while models or metrics read it unless `force` is set.
         */
        delete: {
            parameters: {
                query?: {
                    /** @description Also where models or metrics would miss it. Default false. */
                    force?: boolean;
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /** @description The name of the column. */
                    column: string;
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
        /**
         * Rename a column, or say what it is for
         * @description A new name is refused while models or metrics read the old one, unless `force` is set.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /** @description The name of the column. */
                    column: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "label": "Price without tax",
                     *       "role": "money",
                     *       "currency": "EUR"
                     *     }
                     */
                    "application/json": {
                        /** @description What features and queries call it. */
                        name?: string;
                        /** @description What people call it. */
                        label?: string;
                        role?: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                        currency?: string | null;
                        /** @description Also where models or metrics would miss it. Default false. */
                        force?: boolean;
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
                            name: string;
                            /** @description Of a standard dataset in the reader’s language, else its own, else its name. */
                            label: string;
                            description: string | null;
                            /** @description Whether it is one of the datasets that the product knows. */
                            standard: boolean;
                            key: string | null;
                            row_count: number;
                            columns: {
                                /** @description What the column is called in features and queries: its heading, where that can be a name. */
                                name: string;
                                /** @description Of a standard column in the reader’s language, else as the file had it. */
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                /** @description Whether any row lacks a value. */
                                nullable: boolean;
                                /** @description Records are called by it. */
                                is_key: boolean;
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                currency: string | null;
                                refers_to: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When its latest rows came.
                             */
                            updated_at: string;
                            /** @description What its rows keep. */
                            constraints: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
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
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/columns/{column}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go with a column */
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
                    /** @description The name of the column. */
                    column: string;
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
                            /** @description How many values would go. */
                            values: number;
                            /** @description What reads the column and would miss it. */
                            uses: {
                                /** @enum {unknown} */
                                kind: "model" | "constraint" | "metric";
                                name: string;
                                columns: string[];
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
    "/api/v1/data/datasets/{name}/columns/{column}/retype": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a column another type
         * @description Says what would become of the values; with `preview: false` changes them, all or none. Tables of more than 200,000 rows are rewritten by a job.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /** @description The name of the column. */
                    column: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "integer",
                     *       "preview": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {unknown} */
                        type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                        /**
                         * @description How 03/04/2025 is read.
                         * @enum {unknown}
                         */
                        date_order?: "dmy" | "mdy";
                        /** @description Values that do not fit become blank. Default false: refuse while there are any. */
                        lose_values?: boolean;
                        /** @description Only say what would become of the values. Default true: to change, say false. */
                        preview?: boolean;
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
                            preview: boolean;
                            /** @description How many values there are. */
                            values: number;
                            /** @description How many do not fit. */
                            lost: number;
                            /** @description How many fit but lose a part, such as a time of day. */
                            shortened: number;
                            /** @description Some that do not fit. */
                            examples: string[];
                            job_id: string | null;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            preview: boolean;
                            /** @description How many values there are. */
                            values: number;
                            /** @description How many do not fit. */
                            lost: number;
                            /** @description How many fit but lose a part, such as a time of day. */
                            shortened: number;
                            /** @description Some that do not fit. */
                            examples: string[];
                            job_id: string | null;
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
    "/api/v1/data/datasets/{name}/constraints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a rule that every row keeps
         * @description Required, unique, a bound, a list of values, a pattern, or a reference to the key of another dataset. Refused while rows break it; `preview` says how many do.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "column": "price",
                     *       "kind": "minimum",
                     *       "value": 0,
                     *       "preview": true
                     *     }
                     */
                    "application/json": {
                        /** @description What features and queries call it. */
                        column: string;
                        /** @enum {unknown} */
                        kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                        /** @description Of a bound. */
                        value?: number | string;
                        /** @description Of one_of. */
                        values?: (string | number | boolean)[];
                        /** @description A regular expression for the whole text. */
                        pattern?: string;
                        /** @description Of a reference: the dataset whose key it holds. */
                        dataset?: string;
                        /** @description Only say how many rows break the rule. Default false. */
                        preview?: boolean;
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
                            preview: boolean;
                            /** @description How many rows break the rule. */
                            broken: number;
                            /** @description Some of them. */
                            examples: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
                            }[];
                            /** @description The rule in the reader’s language. */
                            sentence: string;
                            constraint: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            preview: boolean;
                            /** @description How many rows break the rule. */
                            broken: number;
                            /** @description Some of them. */
                            examples: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
                            }[];
                            /** @description The rule in the reader’s language. */
                            sentence: string;
                            constraint: {
                                id: number;
                                column: string;
                                /** @enum {unknown} */
                                kind: "required" | "unique" | "minimum" | "maximum" | "one_of" | "pattern" | "reference";
                                /** @description Of a bound. */
                                value?: number | string;
                                /** @description Of one_of. */
                                values?: (string | number | boolean)[];
                                /** @description A regular expression for the whole text. */
                                pattern?: string;
                                /** @description Of a reference: the dataset whose key it holds. */
                                dataset?: string;
                                /** @description The rule in the reader’s language. */
                                sentence: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/constraints/{constraint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a rule */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    constraint_id: number;
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
    "/api/v1/data/datasets/{name}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List records
         * @description In the order in which they came, or sorted by a column; records without a value in it come last.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description A column; `-` before it for the highest first. */
                    sort?: string;
                    /** @description Columns, divided by commas. Default all. */
                    select?: string;
                    /** @description A part of the key. */
                    search?: string;
                    /** @description Conditions as JSON, as in training: `[{"column":"region","operator":"eq","value":"north"}]`. */
                    filter?: string;
                };
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
                            items: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
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
         * Add records
         * @description All of them or none. The first records of a standard dataset make it. With `upsert`, records whose keys are there already are changed, which takes `data:update` as well.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "records": [
                     *         {
                     *           "customer_id": "C-1001",
                     *           "customer_name": "Ada Lovelace",
                     *           "region": "North"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        records: {
                            [key: string]: unknown;
                        }[];
                        /** @description Change records whose keys are there already, instead of refusing. Default false. */
                        upsert?: boolean;
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
                            change_set: string | null;
                            created: number;
                            updated: number;
                            /** @description As they are now, in the order of the request. */
                            records: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/records/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record */
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
                    /**
                     * @description The value of the key; the number of the row where the dataset has no key.
                     * @example C-1001
                     */
                    key: string;
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
                            /** @description What the record is called. */
                            key: string;
                            /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                            values: {
                                [key: string]: unknown;
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
        /**
         * Delete a record
         * @description Answers the record as it was. The header `change-set` names the change.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                    /** @description The ETag of the resource as it was read. If it has changed since, the request is refused with 412. */
                    "if-match"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /**
                     * @description The value of the key; the number of the row where the dataset has no key.
                     * @example C-1001
                     */
                    key: string;
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
                            /** @description What the record is called. */
                            key: string;
                            /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                            values: {
                                [key: string]: unknown;
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
        options?: never;
        head?: never;
        /**
         * Change a record
         * @description What is not named stays. The header `change-set` of the answer names the change.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                    /** @description The ETag of the resource as it was read. If it has changed since, the request is refused with 412. */
                    "if-match"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /**
                     * @description The value of the key; the number of the row where the dataset has no key.
                     * @example C-1001
                     */
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "values": {
                     *         "risk_level": "high"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                        values: {
                            [key: string]: unknown;
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
                            /** @description What the record is called. */
                            key: string;
                            /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                            values: {
                                [key: string]: unknown;
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
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/records/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a record
         * @description Also of a record that is gone. The last change first; what an import brought is not among them.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /**
                     * @description The value of the key; the number of the row where the dataset has no key.
                     * @example C-1001
                     */
                    key: string;
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
                            items: {
                                id: number;
                                /** @enum {unknown} */
                                change: "create" | "update" | "delete";
                                before: {
                                    [key: string]: unknown;
                                } | null;
                                after: {
                                    [key: string]: unknown;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description When it was changed.
                                 */
                                changed_at: string;
                                actor: {
                                    /** @enum {unknown} */
                                    kind: "user" | "api_key" | "system";
                                    id: number | null;
                                };
                                change_set: string | null;
                                import_id: number | null;
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
    "/api/v1/data/datasets/{name}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What requests have changed, the last first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: {
                                id: string;
                                /** @enum {unknown} */
                                action: "create" | "update" | "upsert" | "delete" | "undo";
                                records: number;
                                actor: {
                                    /** @enum {unknown} */
                                    kind: "user" | "api_key" | "system";
                                    id: number | null;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was done.
                                 */
                                created_at: string;
                                undone_by: string | null;
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
    "/api/v1/data/datasets/{name}/changes/{change_set}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a change back
         * @description Of one record or of many. Records that were changed again since are left and listed. Taking back what was added takes `data:delete`, what was deleted `data:create`. An undo can be undone.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example customers
                     */
                    name: string;
                    /** @description Given with every change. */
                    change_set: string;
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
                            change_set: string | null;
                            undone: number;
                            /** @description Records that were changed again since, and so were left. */
                            left: {
                                key: string;
                                /** @enum {unknown} */
                                reason: "changed_later" | "gone" | "key_taken";
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/records/bulk-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change all records that fulfil a filter
         * @description Says how many records fulfil the filter, and shows some. With `preview: false` it changes them, all or none, and refuses where they are more than `cap`. The change can be taken back by its `change_set`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "filter": [
                     *         {
                     *           "column": "region",
                     *           "operator": "eq",
                     *           "value": "North"
                     *         }
                     *       ],
                     *       "values": {
                     *         "risk_level": "low"
                     *       },
                     *       "cap": 500,
                     *       "preview": true
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Only rows that fulfil all of these.
                         * @example [
                         *       {
                         *         "column": "region",
                         *         "operator": "in",
                         *         "value": [
                         *           "north",
                         *           "west"
                         *         ]
                         *       }
                         *     ]
                         */
                        filter: {
                            column: string;
                            /**
                             * @description A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.
                             * @enum {unknown}
                             */
                            operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "is_missing" | "is_present";
                            /** @description As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`. */
                            value?: (string | number | boolean) | (string | number | boolean)[];
                        }[];
                        /** @description Refuse to change more records than this. Default 1,000. */
                        cap?: number;
                        /** @description Only say what would be changed. Default true: to change, say false. */
                        preview?: boolean;
                        /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                        values: {
                            [key: string]: unknown;
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
                            preview: boolean;
                            /** @description How many records are changed, or would be. */
                            affected: number;
                            cap: number;
                            within_cap: boolean;
                            /** @description In a preview: some of them, as they are. */
                            examples: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
                            }[];
                            change_set: string | null;
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
    "/api/v1/data/datasets/{name}/records/bulk-delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete all records that fulfil a filter
         * @description Says how many records fulfil the filter, and shows some. With `preview: false` it changes them, all or none, and refuses where they are more than `cap`. The change can be taken back by its `change_set`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "filter": [
                     *         {
                     *           "column": "region",
                     *           "operator": "eq",
                     *           "value": "North"
                     *         }
                     *       ],
                     *       "cap": 500,
                     *       "preview": true
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Only rows that fulfil all of these.
                         * @example [
                         *       {
                         *         "column": "region",
                         *         "operator": "in",
                         *         "value": [
                         *           "north",
                         *           "west"
                         *         ]
                         *       }
                         *     ]
                         */
                        filter: {
                            column: string;
                            /**
                             * @description A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.
                             * @enum {unknown}
                             */
                            operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "is_missing" | "is_present";
                            /** @description As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`. */
                            value?: (string | number | boolean) | (string | number | boolean)[];
                        }[];
                        /** @description Refuse to change more records than this. Default 1,000. */
                        cap?: number;
                        /** @description Only say what would be changed. Default true: to change, say false. */
                        preview?: boolean;
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
                            preview: boolean;
                            /** @description How many records are changed, or would be. */
                            affected: number;
                            cap: number;
                            within_cap: boolean;
                            /** @description In a preview: some of them, as they are. */
                            examples: {
                                /** @description What the record is called. */
                                key: string;
                                /** @description Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
                                values: {
                                    [key: string]: unknown;
                                };
                            }[];
                            change_set: string | null;
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
                                rows_updated: number | null;
                                rows_rejected: number | null;
                                /**
                                 * Format: date-time
                                 * @description When the file had arrived.
                                 */
                                created_at: string;
                                finished_at: string | null;
                                undone_at: string | null;
                                undo: {
                                    rows_removed: number;
                                    rows_restored: number;
                                    /** @description Rows that were changed since by somebody else and stayed as they were. */
                                    rows_left: number;
                                    /** @description The first of those, by key, else by number. */
                                    left: string[];
                                } | null;
                                columns: {
                                    name: string;
                                    label: string;
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                }[];
                                /** @description Why rows were left out, by reason and column, most frequent first. */
                                rejections: {
                                    /** @enum {unknown} */
                                    reason: "too_few_values" | "too_many_values" | "stray_quote" | "not_an_object" | "not_an_integer" | "not_a_number" | "number_too_large" | "not_a_boolean" | "not_a_date" | "not_a_timestamp" | "no_such_date" | "date_order_unknown" | "value_missing" | "key_repeated" | "value_repeated" | "value_taken" | "too_long_for_unique" | "required" | "minimum" | "maximum" | "one_of" | "pattern" | "reference" | "key_not_possible";
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
                            rows_updated: number | null;
                            rows_rejected: number | null;
                            /**
                             * Format: date-time
                             * @description When the file had arrived.
                             */
                            created_at: string;
                            finished_at: string | null;
                            undone_at: string | null;
                            undo: {
                                rows_removed: number;
                                rows_restored: number;
                                /** @description Rows that were changed since by somebody else and stayed as they were. */
                                rows_left: number;
                                /** @description The first of those, by key, else by number. */
                                left: string[];
                            } | null;
                            columns: {
                                name: string;
                                label: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                            }[];
                            /** @description Why rows were left out, by reason and column, most frequent first. */
                            rejections: {
                                /** @enum {unknown} */
                                reason: "too_few_values" | "too_many_values" | "stray_quote" | "not_an_object" | "not_an_integer" | "not_a_number" | "number_too_large" | "not_a_boolean" | "not_a_date" | "not_a_timestamp" | "no_such_date" | "date_order_unknown" | "value_missing" | "key_repeated" | "value_repeated" | "value_taken" | "too_long_for_unique" | "required" | "minimum" | "maximum" | "one_of" | "pattern" | "reference" | "key_not_possible";
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
    "/api/v1/data/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a sample company
         * @description Three years of a made-up company that sells garden and outdoor goods: customers, products, orders, order_lines, leads, service_requests, inventory_levels, stock_movements and marketing_spend. Refused where one of these datasets is there already.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "seed": 1
                     *     }
                     */
                    "application/json": {
                        /** @description The same seed and end give the same data. Default 1. */
                        seed?: number;
                        /**
                         * Format: date
                         * @description The last of its 36 months ends on this day. Default: yesterday.
                         */
                        end?: string;
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
                            /** @description Follow it at /api/v1/jobs/{job_id}. Its result names the import of every dataset. */
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
    "/api/v1/data/bi-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database account of BI tools */
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
                            host: string;
                            port: number;
                            database: string;
                            /**
                             * @description Has a view for every dataset; it is first in the search path.
                             * @example bi_7
                             */
                            schema: string;
                            user: string;
                            /**
                             * @description What to set in the tool.
                             * @enum {unknown}
                             */
                            sslmode: "disable" | "prefer" | "require";
                            /**
                             * @description `suspended`: until the plan has SQL access again; `missing`: the database has no such account, as after a restore: rotate it.
                             * @enum {unknown}
                             */
                            status: "active" | "expired" | "suspended" | "missing";
                            connection_limit: number;
                            statement_timeout_seconds: number;
                            /**
                             * Format: date-time
                             * @description When the password ends.
                             */
                            expires_at: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it last got a password.
                             */
                            rotated_at: string;
                            last_seen_at: string | null;
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
         * Make a database account for BI tools
         * @description It reads the datasets of the organization as views, and nothing else. The password is shown once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "connection_limit": 5,
                     *       "statement_timeout_seconds": 60
                     *     }
                     */
                    "application/json": {
                        /** @description How many sessions at once; default 5. */
                        connection_limit?: number;
                        /** @description How long a query may run; default 60. */
                        statement_timeout_seconds?: number;
                        /**
                         * Format: date-time
                         * @description When the password ends; default in 90 days, at most 366.
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
                            host: string;
                            port: number;
                            database: string;
                            /**
                             * @description Has a view for every dataset; it is first in the search path.
                             * @example bi_7
                             */
                            schema: string;
                            user: string;
                            /**
                             * @description What to set in the tool.
                             * @enum {unknown}
                             */
                            sslmode: "disable" | "prefer" | "require";
                            /**
                             * @description `suspended`: until the plan has SQL access again; `missing`: the database has no such account, as after a restore: rotate it.
                             * @enum {unknown}
                             */
                            status: "active" | "expired" | "suspended" | "missing";
                            connection_limit: number;
                            statement_timeout_seconds: number;
                            /**
                             * Format: date-time
                             * @description When the password ends.
                             */
                            expires_at: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it last got a password.
                             */
                            rotated_at: string;
                            last_seen_at: string | null;
                            /** @description Shown this once; the database keeps only what checks it. */
                            password: string;
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
        /** Take the account away */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
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
    "/api/v1/data/bi-access/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the account another password
         * @description The old one ends at once, and so do the sessions that came in by it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "connection_limit": 5,
                     *       "statement_timeout_seconds": 60
                     *     }
                     */
                    "application/json": {
                        /** @description How many sessions at once; default 5. */
                        connection_limit?: number;
                        /** @description How long a query may run; default 60. */
                        statement_timeout_seconds?: number;
                        /**
                         * Format: date-time
                         * @description When the password ends; default in 90 days, at most 366.
                         */
                        expires_at?: string;
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
                            host: string;
                            port: number;
                            database: string;
                            /**
                             * @description Has a view for every dataset; it is first in the search path.
                             * @example bi_7
                             */
                            schema: string;
                            user: string;
                            /**
                             * @description What to set in the tool.
                             * @enum {unknown}
                             */
                            sslmode: "disable" | "prefer" | "require";
                            /**
                             * @description `suspended`: until the plan has SQL access again; `missing`: the database has no such account, as after a restore: rotate it.
                             * @enum {unknown}
                             */
                            status: "active" | "expired" | "suspended" | "missing";
                            connection_limit: number;
                            statement_timeout_seconds: number;
                            /**
                             * Format: date-time
                             * @description When the password ends.
                             */
                            expires_at: string;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it last got a password.
                             */
                            rotated_at: string;
                            last_seen_at: string | null;
                            /** @description Shown this once; the database keeps only what checks it. */
                            password: string;
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
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List business events, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Of these types, parted by commas. */
                    event_type?: string;
                    /** @description Happened then or later. */
                    from?: string;
                    /** @description Happened earlier. */
                    to?: string;
                    /** @description With `contains`: a field of the data, keys joined by dots, items of lists by their number. */
                    field?: string;
                    /** @description A text that the field contains, in whatever case. */
                    contains?: string;
                    /** @description Only those that do not fit the declared schema. */
                    misfits?: boolean;
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
                                event_type: string;
                                data: {
                                    [key: string]: unknown;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it happened.
                                 */
                                occurred_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it came.
                                 */
                                received_at: string;
                                idempotency_key: string | null;
                                /** @description Where it does not fit the schema that was declared when it came. */
                                misfits: {
                                    pointer: string;
                                    code: string;
                                    detail: string;
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
        /**
         * Send business events
         * @description One event or a list: all are kept and published, or none, and then the answer names every fault. An idempotency key holds for as long as its event is kept.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description An event, or a list of up to 1000, of which all are taken or none. */
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_type": "order_placed",
                     *       "data": {
                     *         "order_id": "O-1042",
                     *         "customer_id": "C-10001",
                     *         "total": 249.9,
                     *         "lines": [
                     *           {
                     *             "product_id": "P-7",
                     *             "quantity": 2
                     *           }
                     *         ]
                     *       },
                     *       "occurred_at": "2026-03-01T10:30:00Z",
                     *       "idempotency_key": "shop-O-1042-placed"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What happened: small letters, digits, _ and dots.
                         * @example order_placed
                         */
                        event_type: string;
                        /** @description What is to be known of it: at most 64 kB and 12 levels. */
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: date-time
                         * @description When it happened; default now. At most ten minutes ahead.
                         */
                        occurred_at?: string;
                        /** @description Sent again with the same key, the event is not kept again, and its first id is the answer. */
                        idempotency_key?: string;
                    } | {
                        /**
                         * @description What happened: small letters, digits, _ and dots.
                         * @example order_placed
                         */
                        event_type: string;
                        /** @description What is to be known of it: at most 64 kB and 12 levels. */
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: date-time
                         * @description When it happened; default now. At most ten minutes ahead.
                         */
                        occurred_at?: string;
                        /** @description Sent again with the same key, the event is not kept again, and its first id is the answer. */
                        idempotency_key?: string;
                    }[];
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
                            /**
                             * @description In the order of the events.
                             * @example [
                             *       "evt_01k5z3v8r2m4c6t8w0x2y4z6a8"
                             *     ]
                             */
                            ids: string[];
                            /** @description How many had been sent before with the same key. */
                            duplicates: number;
                            /** @description How many do not fit the declared schema of their type; they are kept and marked. */
                            misfits: number;
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
    "/api/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A business event */
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
                            id: string;
                            event_type: string;
                            data: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description When it happened.
                             */
                            occurred_at: string;
                            /**
                             * Format: date-time
                             * @description When it came.
                             */
                            received_at: string;
                            idempotency_key: string | null;
                            /** @description Where it does not fit the schema that was declared when it came. */
                            misfits: {
                                pointer: string;
                                code: string;
                                detail: string;
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
    "/api/v1/events/replays/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many events a replay would publish */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_types": [
                     *         "order_placed"
                     *       ],
                     *       "from": "2026-03-01T00:00:00Z",
                     *       "to": "2026-03-02T00:00:00Z"
                     *     }
                     */
                    "application/json": {
                        event_types: string[];
                        /**
                         * Format: date-time
                         * @description Events that happened then or later.
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @description Events that happened earlier.
                         */
                        to: string;
                        /** @description The earliest so many; default 10,000. */
                        limit?: number;
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
                            /** @description How many there are. */
                            events: number;
                            would_publish: number;
                            types: {
                                event_type: string;
                                events: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish events of the past again
         * @description As a job, in the order in which they happened. Consumers see which event each one repeats, and act upon it again: look at the preview first.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_types": [
                     *         "order_placed"
                     *       ],
                     *       "from": "2026-03-01T00:00:00Z",
                     *       "to": "2026-03-02T00:00:00Z"
                     *     }
                     */
                    "application/json": {
                        event_types: string[];
                        /**
                         * Format: date-time
                         * @description Events that happened then or later.
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @description Events that happened earlier.
                         */
                        to: string;
                        /** @description The earliest so many; default 10,000. */
                        limit?: number;
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
                            /** @description Follow it at /api/v1/jobs/{job_id}. */
                            job_id: string;
                            /** @description How many events the range holds. */
                            events: number;
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
    "/api/v1/events/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the types of events that have come, by name */
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
                                /**
                                 * @description `product`: the product itself tells of it.
                                 * @enum {unknown}
                                 */
                                source: "sent" | "product";
                                description: string | null;
                                /** @description How many have come. */
                                events: number;
                                /** @description How many were looked at to learn the shape. */
                                examples: number;
                                first_seen_at: string | null;
                                last_seen_at: string | null;
                                fields: {
                                    path: string;
                                    /** @description Most frequent first. */
                                    types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                    /** @description In which share of the examples it stood; 1 in all of them. */
                                    share: number;
                                    /** @description Some latest values. */
                                    samples: (string | number | boolean)[];
                                    first_seen_at: string | null;
                                    last_seen_at: string | null;
                                }[];
                                /** @description Of the learned shape; grows when it changes. */
                                version: number;
                                /** @description Changes of the shape, the latest last. */
                                changes: {
                                    version: number;
                                    /**
                                     * Format: date-time
                                     * @description When it was seen.
                                     */
                                    at: string;
                                    changes: {
                                        path: string;
                                        /** @enum {unknown} */
                                        change: "field_added" | "field_missing" | "type_widened" | "type_changed" | "null_seen";
                                        /** @description Whether who reads such events can go on as before. */
                                        is_compatible: boolean;
                                    }[];
                                }[];
                                schema: {
                                    version: number;
                                    /** @enum {unknown} */
                                    mode: "observe" | "enforce";
                                    fields: {
                                        /**
                                         * @description Keys joined by dots, `[]` for the items of a list.
                                         * @example lines[].product_id
                                         */
                                        path: string;
                                        types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                        is_required: boolean;
                                        /** @description The only values that it may have. */
                                        values?: (string | number | boolean)[];
                                    }[];
                                } | null;
                                example: {
                                    [key: string]: unknown;
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
    "/api/v1/events/types/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a type of events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example order_placed */
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
                            /**
                             * @description `product`: the product itself tells of it.
                             * @enum {unknown}
                             */
                            source: "sent" | "product";
                            description: string | null;
                            /** @description How many have come. */
                            events: number;
                            /** @description How many were looked at to learn the shape. */
                            examples: number;
                            first_seen_at: string | null;
                            last_seen_at: string | null;
                            fields: {
                                path: string;
                                /** @description Most frequent first. */
                                types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                /** @description In which share of the examples it stood; 1 in all of them. */
                                share: number;
                                /** @description Some latest values. */
                                samples: (string | number | boolean)[];
                                first_seen_at: string | null;
                                last_seen_at: string | null;
                            }[];
                            /** @description Of the learned shape; grows when it changes. */
                            version: number;
                            /** @description Changes of the shape, the latest last. */
                            changes: {
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description When it was seen.
                                 */
                                at: string;
                                changes: {
                                    path: string;
                                    /** @enum {unknown} */
                                    change: "field_added" | "field_missing" | "type_widened" | "type_changed" | "null_seen";
                                    /** @description Whether who reads such events can go on as before. */
                                    is_compatible: boolean;
                                }[];
                            }[];
                            schema: {
                                version: number;
                                /** @enum {unknown} */
                                mode: "observe" | "enforce";
                                fields: {
                                    /**
                                     * @description Keys joined by dots, `[]` for the items of a list.
                                     * @example lines[].product_id
                                     */
                                    path: string;
                                    types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                    is_required: boolean;
                                    /** @description The only values that it may have. */
                                    values?: (string | number | boolean)[];
                                }[];
                            } | null;
                            example: {
                                [key: string]: unknown;
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
    "/api/v1/events/product-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the product itself tells of, with fields and an example of each */
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
                                name: string;
                                /**
                                 * @description `product`: the product itself tells of it.
                                 * @enum {unknown}
                                 */
                                source: "sent" | "product";
                                description: string | null;
                                /** @description How many have come. */
                                events: number;
                                /** @description How many were looked at to learn the shape. */
                                examples: number;
                                first_seen_at: string | null;
                                last_seen_at: string | null;
                                fields: {
                                    path: string;
                                    /** @description Most frequent first. */
                                    types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                    /** @description In which share of the examples it stood; 1 in all of them. */
                                    share: number;
                                    /** @description Some latest values. */
                                    samples: (string | number | boolean)[];
                                    first_seen_at: string | null;
                                    last_seen_at: string | null;
                                }[];
                                /** @description Of the learned shape; grows when it changes. */
                                version: number;
                                /** @description Changes of the shape, the latest last. */
                                changes: {
                                    version: number;
                                    /**
                                     * Format: date-time
                                     * @description When it was seen.
                                     */
                                    at: string;
                                    changes: {
                                        path: string;
                                        /** @enum {unknown} */
                                        change: "field_added" | "field_missing" | "type_widened" | "type_changed" | "null_seen";
                                        /** @description Whether who reads such events can go on as before. */
                                        is_compatible: boolean;
                                    }[];
                                }[];
                                schema: {
                                    version: number;
                                    /** @enum {unknown} */
                                    mode: "observe" | "enforce";
                                    fields: {
                                        /**
                                         * @description Keys joined by dots, `[]` for the items of a list.
                                         * @example lines[].product_id
                                         */
                                        path: string;
                                        types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                        is_required: boolean;
                                        /** @description The only values that it may have. */
                                        values?: (string | number | boolean)[];
                                    }[];
                                } | null;
                                example: {
                                    [key: string]: unknown;
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
    "/api/v1/events/types/{name}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Declare what events of a type hold
         * @description A change that breaks with the schema before is refused with what it breaks, unless `allow_breaking`.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example order_placed */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "fields": [
                     *         {
                     *           "path": "order_id",
                     *           "types": [
                     *             "text"
                     *           ],
                     *           "is_required": true
                     *         },
                     *         {
                     *           "path": "total",
                     *           "types": [
                     *             "number"
                     *           ],
                     *           "is_required": true
                     *         },
                     *         {
                     *           "path": "channel",
                     *           "types": [
                     *             "text"
                     *           ],
                     *           "is_required": false,
                     *           "values": [
                     *             "web",
                     *             "shop"
                     *           ]
                     *         }
                     *       ],
                     *       "mode": "observe"
                     *     }
                     */
                    "application/json": {
                        fields: {
                            /**
                             * @description Keys joined by dots, `[]` for the items of a list.
                             * @example lines[].product_id
                             */
                            path: string;
                            types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                            is_required: boolean;
                            /** @description The only values that it may have. */
                            values?: (string | number | boolean)[];
                        }[];
                        /**
                         * @description `observe` (the default): what does not fit is kept and marked; `enforce`: it is refused.
                         * @enum {unknown}
                         */
                        mode?: "observe" | "enforce";
                        description?: string | null;
                        /** @description Also when events that fitted would not fit, or readers would miss something. */
                        allow_breaking?: boolean;
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
                            name: string;
                            /**
                             * @description `product`: the product itself tells of it.
                             * @enum {unknown}
                             */
                            source: "sent" | "product";
                            description: string | null;
                            /** @description How many have come. */
                            events: number;
                            /** @description How many were looked at to learn the shape. */
                            examples: number;
                            first_seen_at: string | null;
                            last_seen_at: string | null;
                            fields: {
                                path: string;
                                /** @description Most frequent first. */
                                types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                /** @description In which share of the examples it stood; 1 in all of them. */
                                share: number;
                                /** @description Some latest values. */
                                samples: (string | number | boolean)[];
                                first_seen_at: string | null;
                                last_seen_at: string | null;
                            }[];
                            /** @description Of the learned shape; grows when it changes. */
                            version: number;
                            /** @description Changes of the shape, the latest last. */
                            changes: {
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description When it was seen.
                                 */
                                at: string;
                                changes: {
                                    path: string;
                                    /** @enum {unknown} */
                                    change: "field_added" | "field_missing" | "type_widened" | "type_changed" | "null_seen";
                                    /** @description Whether who reads such events can go on as before. */
                                    is_compatible: boolean;
                                }[];
                            }[];
                            schema: {
                                version: number;
                                /** @enum {unknown} */
                                mode: "observe" | "enforce";
                                fields: {
                                    /**
                                     * @description Keys joined by dots, `[]` for the items of a list.
                                     * @example lines[].product_id
                                     */
                                    path: string;
                                    types: ("text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "object" | "array" | "null")[];
                                    is_required: boolean;
                                    /** @description The only values that it may have. */
                                    values?: (string | number | boolean)[];
                                }[];
                            } | null;
                            example: {
                                [key: string]: unknown;
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
        post?: never;
        /** Take a declared schema away */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example order_placed */
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
    "/api/v1/data/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the datasets
         * @description Filters, groups by columns and periods of the calendar in the organization’s zone, aggregates, formulas, and compares with an earlier period. JSON, CSV (`text/csv`) or an Arrow stream (`application/vnd.apache.arrow.stream`). Ends by itself after 20 seconds, or when the asker goes away.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Default: what `Accept` asks for, else `json`. */
                    format?: "json" | "csv" | "arrow";
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dataset": "orders",
                     *       "time": {
                     *         "field": "ordered_at",
                     *         "last": 12,
                     *         "unit": "month"
                     *       },
                     *       "filter": {
                     *         "field": "status",
                     *         "operator": "equals",
                     *         "value": "completed"
                     *       },
                     *       "group_by": [
                     *         {
                     *           "field": "ordered_at",
                     *           "grain": "month",
                     *           "name": "month",
                     *           "fill": true
                     *         }
                     *       ],
                     *       "measures": [
                     *         {
                     *           "name": "revenue",
                     *           "function": "sum",
                     *           "field": "amount"
                     *         },
                     *         {
                     *           "name": "orders",
                     *           "function": "count"
                     *         },
                     *         {
                     *           "name": "average_order_value",
                     *           "formula": "revenue / orders"
                     *         }
                     *       ],
                     *       "compare": "previous_year"
                     *     }
                     */
                    "application/json": {
                        dataset?: string;
                        joins?: {
                            dataset: string;
                            /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                            from?: string;
                            /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                            on?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                column: string;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                equals: string;
                            }[];
                            /** @description What its column of the result is called. */
                            as?: string;
                        }[];
                        /** @description The period that is asked about; `compare` needs it. */
                        time?: {
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field: string;
                            /** @description A day of the calendar (`2026-03-31`), in the organization’s zone, or an instant with its offset. */
                            from?: string;
                            /** @description The first day, or instant, that no longer belongs to it. */
                            to?: string;
                            /** @description So many whole units before the one that is running. */
                            last?: number;
                            next?: number;
                            /** @enum {unknown} */
                            unit?: "day" | "week" | "month" | "quarter" | "year";
                            /**
                             * @description All of it.
                             * @enum {unknown}
                             */
                            this?: "day" | "week" | "month" | "quarter" | "year";
                            /**
                             * @description From its begin to the end of today.
                             * @enum {unknown}
                             */
                            to_date?: "day" | "week" | "month" | "quarter" | "year";
                            /** @description Whether `last` and `next` count the unit that is running as one of theirs. */
                            including_current?: boolean;
                            /** @description As in `group_by`; the period is then one of days. */
                            shift_days?: number;
                        };
                        /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                        filter?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description Rows as they are, instead of groups and measures. */
                        select?: string[];
                        group_by?: {
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field: string;
                            /**
                             * @description For dates and times.
                             * @enum {unknown}
                             */
                            grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                            /** @description What its column of the result is called. */
                            name?: string;
                            /** @description Periods without rows are there too, counts and sums being 0. */
                            fill?: boolean;
                            /** @description So many days later than the column says. */
                            shift_days?: number;
                        }[];
                        measures?: {
                            /** @description What its column of the result is called. */
                            name: string;
                            /** @enum {unknown} */
                            function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @description Of `percentile`. */
                            p?: number;
                            /** @description What orders `first` and `last`. */
                            by?: string;
                            /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                            at_last?: string;
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                            formula?: string;
                        }[];
                        /** @description As `filter`, over the columns of the result. */
                        having?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description A query whose result is asked instead of a dataset. */
                        of?: {
                            dataset: string;
                            joins?: {
                                dataset: string;
                                /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                                from?: string;
                                /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                                on?: {
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    column: string;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    equals: string;
                                }[];
                                /** @description What its column of the result is called. */
                                as?: string;
                            }[];
                            /** @description The period that is asked about; `compare` needs it. */
                            time?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /** @description A day of the calendar (`2026-03-31`), in the organization’s zone, or an instant with its offset. */
                                from?: string;
                                /** @description The first day, or instant, that no longer belongs to it. */
                                to?: string;
                                /** @description So many whole units before the one that is running. */
                                last?: number;
                                next?: number;
                                /** @enum {unknown} */
                                unit?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description All of it.
                                 * @enum {unknown}
                                 */
                                this?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description From its begin to the end of today.
                                 * @enum {unknown}
                                 */
                                to_date?: "day" | "week" | "month" | "quarter" | "year";
                                /** @description Whether `last` and `next` count the unit that is running as one of theirs. */
                                including_current?: boolean;
                                /** @description As in `group_by`; the period is then one of days. */
                                shift_days?: number;
                            };
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Rows as they are, instead of groups and measures. */
                            select?: string[];
                            group_by?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /**
                                 * @description For dates and times.
                                 * @enum {unknown}
                                 */
                                grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                                /** @description What its column of the result is called. */
                                name?: string;
                                /** @description Periods without rows are there too, counts and sums being 0. */
                                fill?: boolean;
                                /** @description So many days later than the column says. */
                                shift_days?: number;
                            }[];
                            measures?: {
                                /** @description What its column of the result is called. */
                                name: string;
                                /** @enum {unknown} */
                                function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @description Of `percentile`. */
                                p?: number;
                                /** @description What orders `first` and `last`. */
                                by?: string;
                                /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                                at_last?: string;
                                /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                                filter?: {
                                    all?: Record<string, never>[];
                                    any?: Record<string, never>[];
                                    /** @description A condition, or a group of them; up to ten deep. */
                                    not?: Record<string, never>;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    field?: string;
                                    /** @enum {unknown} */
                                    operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                    /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                    value?: unknown;
                                    /** @description For texts; default false. */
                                    ignore_case?: boolean;
                                };
                                /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                                formula?: string;
                            }[];
                            /** @description As `filter`, over the columns of the result. */
                            having?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                        };
                        /**
                         * @description For every measure also `…_previous`, `…_change` and `…_relative_change`: the period of the same length before, or the same one a year before.
                         * @enum {unknown}
                         */
                        compare?: "previous_period" | "previous_year";
                        sort?: {
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            by: string;
                            /** @enum {unknown} */
                            direction?: "asc" | "desc";
                        }[];
                        /** @description Default 1,000. */
                        limit?: number;
                        /** @description The measures once more over all rows, whatever `having` and `limit` leave out. */
                        totals?: boolean;
                        /**
                         * @description Default monday.
                         * @enum {unknown}
                         */
                        week_start?: "monday" | "sunday" | "saturday";
                        /** @description IANA name; default: the organization’s. */
                        time_zone?: string;
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
                            columns: {
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                unit: string | null;
                                /** @enum {unknown} */
                                kind: "dimension" | "measure";
                            }[];
                            /** @description By the names of the columns. */
                            rows: {
                                [key: string]: unknown;
                            }[];
                            totals: {
                                [key: string]: unknown;
                            } | null;
                            /** @description Whether there were more rows than the limit, or than 32 MB hold. */
                            truncated: boolean;
                            cost: {
                                /** @description In the database. */
                                duration_ms: number;
                                rows: number;
                                /** @description About so much of values. */
                                size_bytes: number;
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
    "/api/v1/data/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the datasets in SQL
         * @description One SELECT of PostgreSQL over the datasets, each a table under its name; days are those of the organization’s zone. What reads anything else, or could change something, is refused with the reason. For plans with custom algorithms.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Default: what `Accept` asks for, else `json`. */
                    format?: "json" | "csv" | "arrow";
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "sql": "select region, sum(amount) as revenue from orders where status = $1 group by region",
                     *       "parameters": [
                     *         "completed"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description One SELECT. */
                        sql: string;
                        /** @description For $1, $2, …. */
                        parameters?: (string | number | boolean | null)[];
                        /** @description Default 1,000. */
                        limit?: number;
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
                            columns: {
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                unit: string | null;
                                /** @enum {unknown} */
                                kind: "dimension" | "measure";
                            }[];
                            /** @description By the names of the columns. */
                            rows: {
                                [key: string]: unknown;
                            }[];
                            totals: {
                                [key: string]: unknown;
                            } | null;
                            /** @description Whether there were more rows than the limit, or than 32 MB hold. */
                            truncated: boolean;
                            cost: {
                                /** @description In the database. */
                                duration_ms: number;
                                rows: number;
                                /** @description About so much of values. */
                                size_bytes: number;
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
    "/api/v1/data/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List metrics
         * @description Those of the organization, and those of the product whose datasets are there.
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
                            items: {
                                name: string;
                                /** @description 0: as the product defines it. */
                                version: number;
                                /** @description Whether the product has a metric of this name. */
                                is_standard: boolean;
                                /** @description As it was sent. */
                                definition: {
                                    [key: string]: unknown;
                                };
                                unit: string | null;
                                money_per_unit: number | null;
                                /** @enum {unknown} */
                                direction: "up" | "down" | "none";
                            }[];
                            next_cursor: null;
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
        /** Define a metric */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "returned_value",
                     *       "dataset": "order_lines",
                     *       "joins": [
                     *         {
                     *           "dataset": "orders"
                     *         }
                     *       ],
                     *       "filter": {
                     *         "field": "returned",
                     *         "operator": "is_true"
                     *       },
                     *       "time": {
                     *         "field": "orders.ordered_at"
                     *       },
                     *       "measures": [
                     *         {
                     *           "name": "value",
                     *           "function": "sum",
                     *           "field": "amount"
                     *         }
                     *       ],
                     *       "dimensions": [
                     *         {
                     *           "name": "region",
                     *           "field": "orders.region"
                     *         }
                     *       ],
                     *       "unit": "money",
                     *       "money_per_unit": -1,
                     *       "direction": "down"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What it is called in addresses and formulas.
                         * @example revenue
                         */
                        name: string;
                        label?: string;
                        description?: string;
                        dataset?: string;
                        /** @description A query whose result is asked instead of a dataset. */
                        of?: {
                            dataset: string;
                            joins?: {
                                dataset: string;
                                /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                                from?: string;
                                /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                                on?: {
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    column: string;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    equals: string;
                                }[];
                                /** @description What its column of the result is called. */
                                as?: string;
                            }[];
                            /** @description The period that is asked about; `compare` needs it. */
                            time?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /** @description A day of the calendar (`2026-03-31`), in the organization’s zone, or an instant with its offset. */
                                from?: string;
                                /** @description The first day, or instant, that no longer belongs to it. */
                                to?: string;
                                /** @description So many whole units before the one that is running. */
                                last?: number;
                                next?: number;
                                /** @enum {unknown} */
                                unit?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description All of it.
                                 * @enum {unknown}
                                 */
                                this?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description From its begin to the end of today.
                                 * @enum {unknown}
                                 */
                                to_date?: "day" | "week" | "month" | "quarter" | "year";
                                /** @description Whether `last` and `next` count the unit that is running as one of theirs. */
                                including_current?: boolean;
                                /** @description As in `group_by`; the period is then one of days. */
                                shift_days?: number;
                            };
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Rows as they are, instead of groups and measures. */
                            select?: string[];
                            group_by?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /**
                                 * @description For dates and times.
                                 * @enum {unknown}
                                 */
                                grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                                /** @description What its column of the result is called. */
                                name?: string;
                                /** @description Periods without rows are there too, counts and sums being 0. */
                                fill?: boolean;
                                /** @description So many days later than the column says. */
                                shift_days?: number;
                            }[];
                            measures?: {
                                /** @description What its column of the result is called. */
                                name: string;
                                /** @enum {unknown} */
                                function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @description Of `percentile`. */
                                p?: number;
                                /** @description What orders `first` and `last`. */
                                by?: string;
                                /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                                at_last?: string;
                                /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                                filter?: {
                                    all?: Record<string, never>[];
                                    any?: Record<string, never>[];
                                    /** @description A condition, or a group of them; up to ten deep. */
                                    not?: Record<string, never>;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    field?: string;
                                    /** @enum {unknown} */
                                    operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                    /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                    value?: unknown;
                                    /** @description For texts; default false. */
                                    ignore_case?: boolean;
                                };
                                /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                                formula?: string;
                            }[];
                            /** @description As `filter`, over the columns of the result. */
                            having?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                        };
                        joins?: {
                            dataset: string;
                            /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                            from?: string;
                            /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                            on?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                column: string;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                equals: string;
                            }[];
                            /** @description What its column of the result is called. */
                            as?: string;
                        }[];
                        /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                        filter?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description By which it is put into periods. */
                        time: {
                            field: string;
                            shift_days?: number;
                        };
                        /** @description The last one is the metric; those before it are what its formula needs. */
                        measures: {
                            /** @description What its column of the result is called. */
                            name: string;
                            /** @enum {unknown} */
                            function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @description Of `percentile`. */
                            p?: number;
                            /** @description What orders `first` and `last`. */
                            by?: string;
                            /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                            at_last?: string;
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                            formula?: string;
                        }[];
                        /** @description By what it may be split. */
                        dimensions?: {
                            name: string;
                            field: string;
                        }[];
                        /**
                         * @description What it is usually looked at by; default day.
                         * @enum {unknown}
                         */
                        grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                        /**
                         * @description Which way is good; default none.
                         * @enum {unknown}
                         */
                        direction?: "up" | "down" | "none";
                        /** @description `money` (in the organization’s currency), `ratio`, `minutes` or any other word; default: a plain number. */
                        unit?: string;
                        /** @description What one more of it is worth, in the organization’s currency; 1 for what is money itself. */
                        money_per_unit?: number | null;
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
                            name: string;
                            /** @description 0: as the product defines it. */
                            version: number;
                            /** @description Whether the product has a metric of this name. */
                            is_standard: boolean;
                            /** @description As it was sent. */
                            definition: {
                                [key: string]: unknown;
                            };
                            unit: string | null;
                            money_per_unit: number | null;
                            /** @enum {unknown} */
                            direction: "up" | "down" | "none";
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
    "/api/v1/data/metrics/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A metric */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example revenue */
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
                            /** @description 0: as the product defines it. */
                            version: number;
                            /** @description Whether the product has a metric of this name. */
                            is_standard: boolean;
                            /** @description As it was sent. */
                            definition: {
                                [key: string]: unknown;
                            };
                            unit: string | null;
                            money_per_unit: number | null;
                            /** @enum {unknown} */
                            direction: "up" | "down" | "none";
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
         * Define a metric anew
         * @description The definition before stays as an earlier version. Those of the product can be defined otherwise too.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example revenue */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dataset": "order_lines",
                     *       "joins": [
                     *         {
                     *           "dataset": "orders"
                     *         }
                     *       ],
                     *       "filter": {
                     *         "field": "returned",
                     *         "operator": "is_true"
                     *       },
                     *       "time": {
                     *         "field": "orders.ordered_at"
                     *       },
                     *       "measures": [
                     *         {
                     *           "name": "value",
                     *           "function": "sum",
                     *           "field": "amount"
                     *         }
                     *       ],
                     *       "dimensions": [
                     *         {
                     *           "name": "region",
                     *           "field": "orders.region"
                     *         }
                     *       ],
                     *       "unit": "money",
                     *       "money_per_unit": -1,
                     *       "direction": "down"
                     *     }
                     */
                    "application/json": {
                        label?: string;
                        description?: string;
                        dataset?: string;
                        /** @description A query whose result is asked instead of a dataset. */
                        of?: {
                            dataset: string;
                            joins?: {
                                dataset: string;
                                /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                                from?: string;
                                /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                                on?: {
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    column: string;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    equals: string;
                                }[];
                                /** @description What its column of the result is called. */
                                as?: string;
                            }[];
                            /** @description The period that is asked about; `compare` needs it. */
                            time?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /** @description A day of the calendar (`2026-03-31`), in the organization’s zone, or an instant with its offset. */
                                from?: string;
                                /** @description The first day, or instant, that no longer belongs to it. */
                                to?: string;
                                /** @description So many whole units before the one that is running. */
                                last?: number;
                                next?: number;
                                /** @enum {unknown} */
                                unit?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description All of it.
                                 * @enum {unknown}
                                 */
                                this?: "day" | "week" | "month" | "quarter" | "year";
                                /**
                                 * @description From its begin to the end of today.
                                 * @enum {unknown}
                                 */
                                to_date?: "day" | "week" | "month" | "quarter" | "year";
                                /** @description Whether `last` and `next` count the unit that is running as one of theirs. */
                                including_current?: boolean;
                                /** @description As in `group_by`; the period is then one of days. */
                                shift_days?: number;
                            };
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Rows as they are, instead of groups and measures. */
                            select?: string[];
                            group_by?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field: string;
                                /**
                                 * @description For dates and times.
                                 * @enum {unknown}
                                 */
                                grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                                /** @description What its column of the result is called. */
                                name?: string;
                                /** @description Periods without rows are there too, counts and sums being 0. */
                                fill?: boolean;
                                /** @description So many days later than the column says. */
                                shift_days?: number;
                            }[];
                            measures?: {
                                /** @description What its column of the result is called. */
                                name: string;
                                /** @enum {unknown} */
                                function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @description Of `percentile`. */
                                p?: number;
                                /** @description What orders `first` and `last`. */
                                by?: string;
                                /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                                at_last?: string;
                                /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                                filter?: {
                                    all?: Record<string, never>[];
                                    any?: Record<string, never>[];
                                    /** @description A condition, or a group of them; up to ten deep. */
                                    not?: Record<string, never>;
                                    /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                    field?: string;
                                    /** @enum {unknown} */
                                    operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                    /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                    value?: unknown;
                                    /** @description For texts; default false. */
                                    ignore_case?: boolean;
                                };
                                /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                                formula?: string;
                            }[];
                            /** @description As `filter`, over the columns of the result. */
                            having?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                        };
                        joins?: {
                            dataset: string;
                            /** @description The dataset, or `as` of a join before it, that has the key; default: the first that fits. */
                            from?: string;
                            /** @description `column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart. */
                            on?: {
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                column: string;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                equals: string;
                            }[];
                            /** @description What its column of the result is called. */
                            as?: string;
                        }[];
                        /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                        filter?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description By which it is put into periods. */
                        time: {
                            field: string;
                            shift_days?: number;
                        };
                        /** @description The last one is the metric; those before it are what its formula needs. */
                        measures: {
                            /** @description What its column of the result is called. */
                            name: string;
                            /** @enum {unknown} */
                            function?: "count" | "count_distinct" | "sum" | "avg" | "min" | "max" | "median" | "percentile" | "first" | "last";
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @description Of `percentile`. */
                            p?: number;
                            /** @description What orders `first` and `last`. */
                            by?: string;
                            /** @description Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days. */
                            at_last?: string;
                            /** @description A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else. */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            };
                            /** @description Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null. */
                            formula?: string;
                        }[];
                        /** @description By what it may be split. */
                        dimensions?: {
                            name: string;
                            field: string;
                        }[];
                        /**
                         * @description What it is usually looked at by; default day.
                         * @enum {unknown}
                         */
                        grain?: "hour" | "day" | "week" | "month" | "quarter" | "year";
                        /**
                         * @description Which way is good; default none.
                         * @enum {unknown}
                         */
                        direction?: "up" | "down" | "none";
                        /** @description `money` (in the organization’s currency), `ratio`, `minutes` or any other word; default: a plain number. */
                        unit?: string;
                        /** @description What one more of it is worth, in the organization’s currency; 1 for what is money itself. */
                        money_per_unit?: number | null;
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
                            name: string;
                            /** @description 0: as the product defines it. */
                            version: number;
                            /** @description Whether the product has a metric of this name. */
                            is_standard: boolean;
                            /** @description As it was sent. */
                            definition: {
                                [key: string]: unknown;
                            };
                            unit: string | null;
                            money_per_unit: number | null;
                            /** @enum {unknown} */
                            direction: "up" | "down" | "none";
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
        /** Remove a metric */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example revenue */
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
    "/api/v1/data/metrics/{name}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The values of a metric
         * @description By period and dimensions, as `value`; compared also `value_previous`, `value_change`, `value_relative_change`. Periods without rows are there too.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Default: what `Accept` asks for, else `json`. */
                    format?: "json" | "csv" | "arrow";
                    /** @description Default: 30 days before `to`. */
                    from?: string;
                    /** @description The first day that no longer belongs to it; default tomorrow. */
                    to?: string;
                    /** @description `total`: all of the period in one. Default: the metric’s. */
                    grain?: "hour" | "day" | "week" | "month" | "quarter" | "year" | "total";
                    /**
                     * @description Names of dimensions, with commas between them.
                     * @example region,channel
                     */
                    dimensions?: string;
                    compare?: "previous_period" | "previous_year";
                };
                header?: never;
                path: {
                    /** @example revenue */
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
                            columns: {
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                unit: string | null;
                                /** @enum {unknown} */
                                kind: "dimension" | "measure";
                            }[];
                            /** @description By the names of the columns. */
                            rows: {
                                [key: string]: unknown;
                            }[];
                            totals: {
                                [key: string]: unknown;
                            } | null;
                            /** @description Whether there were more rows than the limit, or than 32 MB hold. */
                            truncated: boolean;
                            cost: {
                                /** @description In the database. */
                                duration_ms: number;
                                rows: number;
                                /** @description About so much of values. */
                                size_bytes: number;
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
    "/api/v1/data/datasets/{name}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a dataset
         * @description The rows in the order in which they came, as a stream. Importing the file gives the same values again: texts stand in quotes, what a spreadsheet would run as a formula carries an apostrophe that the import takes off, times are in UTC to the microsecond.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Default: csv. */
                    format?: "csv" | "jsonl";
                    /** @description Default: none. */
                    compression?: "none" | "gzip";
                    /** @description Default: comma. */
                    delimiter?: "comma" | "semicolon" | "tab";
                    /** @description Default: a point. */
                    decimal_mark?: "." | ",";
                    /** @description 2026-03-31, 31/03/2026 or 03/31/2026. Default: iso. */
                    date_format?: "iso" | "dmy" | "mdy";
                    /** @description For spreadsheets that else take UTF-8 for something older. Default: false. */
                    byte_order_mark?: boolean;
                    /** @description guard puts an apostrophe before texts that a spreadsheet would run, and lets it stand for the empty text; an import takes it off again. Default: guard. */
                    formulas?: "guard" | "keep";
                };
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
        put?: never;
        /**
         * Export some rows and columns of a dataset
         * @description The rows in the order in which they came, as a stream. Importing the file gives the same values again: texts stand in quotes, what a spreadsheet would run as a formula carries an apostrophe that the import takes off, times are in UTC to the microsecond.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "format": "jsonl",
                     *       "columns": [
                     *         "customer_id"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Default: csv.
                         * @enum {unknown}
                         */
                        format?: "csv" | "jsonl";
                        /**
                         * @description Default: none.
                         * @enum {unknown}
                         */
                        compression?: "none" | "gzip";
                        /**
                         * @description Default: comma.
                         * @enum {unknown}
                         */
                        delimiter?: "comma" | "semicolon" | "tab";
                        /**
                         * @description Default: a point.
                         * @enum {unknown}
                         */
                        decimal_mark?: "." | ",";
                        /**
                         * @description 2026-03-31, 31/03/2026 or 03/31/2026. Default: iso.
                         * @enum {unknown}
                         */
                        date_format?: "iso" | "dmy" | "mdy";
                        /** @description For spreadsheets that else take UTF-8 for something older. Default: false. */
                        byte_order_mark?: boolean;
                        /**
                         * @description guard puts an apostrophe before texts that a spreadsheet would run, and lets it stand for the empty text; an import takes it off again. Default: guard.
                         * @enum {unknown}
                         */
                        formulas?: "guard" | "keep";
                        columns?: string[];
                        /**
                         * @description Only rows that fulfil all of these.
                         * @example [
                         *       {
                         *         "column": "region",
                         *         "operator": "in",
                         *         "value": [
                         *           "north",
                         *           "west"
                         *         ]
                         *       }
                         *     ]
                         */
                        filter?: {
                            column: string;
                            /**
                             * @description A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.
                             * @enum {unknown}
                             */
                            operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "is_missing" | "is_present";
                            /** @description As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`. */
                            value?: (string | number | boolean) | (string | number | boolean)[];
                        }[];
                    };
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a dataset looks like
         * @description Types, blanks, distribution, outliers, formats, keys, relations, and how the last import differs from those before. Kept until the dataset changes. Small datasets are measured at once, larger ones by a job: 202 where there is nothing to show yet.
         */
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
                            dataset: string;
                            /**
                             * Format: date-time
                             * @description When.
                             */
                            measured_at: string;
                            duration_ms: number;
                            /** @description Whether the dataset was changed since; then a new one is being made. */
                            is_stale: boolean;
                            job_id: string | null;
                            rows: number;
                            sample: {
                                rows: number;
                                /** @description A share that was measured on it is that close, in 95 of 100 cases. */
                                margin: number;
                            } | null;
                            /** @description Of a dataset with more than 500 columns. */
                            columns_left_out: number;
                            /** @description What tells rows apart, or nearly does. Pairs are looked at where no column does alone. */
                            keys: {
                                columns: string[];
                                /** @description Rows that must change before these columns tell all rows apart; 0: they do. */
                                duplicates: number;
                                /** @description Rows without a value there. */
                                blanks: number;
                            }[];
                            copies: {
                                column: string;
                                of: string;
                            }[];
                            /** @description Columns whose value follows from another column’s. */
                            dependencies: {
                                column: string;
                                determined_by: string;
                            }[];
                            /** @description Columns whose values are keys of another dataset. */
                            references: {
                                column: string;
                                dataset: string;
                                key: string;
                                /** @description Of the distinct values that were looked up, at most 2,000. */
                                found: number;
                                /** @description Some that are not there. */
                                missing: string[];
                            }[];
                            repeated_rows: number | null;
                            drift: {
                                import_id: number;
                                /** @description Of the import that are compared. */
                                rows: number;
                                /** @description Of the imports before it that are compared. */
                                rows_before: number;
                                /**
                                 * @description Not enough: fewer than 100 rows on either side.
                                 * @enum {unknown}
                                 */
                                state: "not_enough" | "stable" | "shifting" | "shifted";
                                /** @description The farthest moved first. */
                                columns: {
                                    /** @description A column. */
                                    column: string;
                                    /**
                                     * @description Kolmogorov–Smirnov for numbers, chi-squared for what is counted.
                                     * @enum {unknown}
                                     */
                                    test: "ks" | "chi2";
                                    /** @description Population stability index: below 0.1 stable, above 0.25 shifted. */
                                    psi: number;
                                    statistic: number | null;
                                    p_value: number | null;
                                    /** @enum {unknown} */
                                    verdict: "stable" | "shifting" | "shifted" | "not_judged";
                                    /** @description Of the rows before. */
                                    blank_share_before: number;
                                    /** @description Of the import’s rows. */
                                    blank_share: number;
                                    median_before: number | null;
                                    median: number | null;
                                    /** @description Texts that no row before had, most frequent first. */
                                    new_values: string[];
                                    /** @description Rows of the import with such a text. */
                                    new_share: number;
                                }[];
                                volume: {
                                    /** @description That the import brought. */
                                    rows: number;
                                    usual: number | null;
                                    /** @enum {unknown} */
                                    verdict: "not_enough" | "usual" | "fewer" | "more";
                                };
                            } | null;
                            columns: {
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                is_key: boolean;
                                /** @description Rows without a value. */
                                blanks: number;
                                /** @description Of all rows. */
                                blank_share: number;
                                distinct: number;
                                /**
                                 * @description Estimated from the sample as PostgreSQL does it for its statistics (Haas and Stokes 1998).
                                 * @enum {unknown}
                                 */
                                distinct_is: "exact" | "estimated";
                                /** @description Those that occur more than once, most frequent first. */
                                top_values: {
                                    value: string | number | boolean;
                                    /** @description Of the values that are there. */
                                    share: number;
                                }[];
                                numbers: {
                                    min: number;
                                    max: number;
                                    mean: number | null;
                                    standard_deviation: number | null;
                                    /** @description Of the median: half of the values are no farther from it. */
                                    median_absolute_deviation: number;
                                    /** @description Rows with the value 0. */
                                    zeros: number;
                                    /** @description Rows with a value below 0. */
                                    negatives: number;
                                    /** @description A share of p of the values is not above it; 0.5 is the median. */
                                    quantiles: {
                                        p: number;
                                        value: number;
                                    }[];
                                    histogram: {
                                        /** @description Without what lies beyond the bounds of outliers. */
                                        equal_width: {
                                            from: number;
                                            to: number;
                                            /** @description Of the values that are there. */
                                            share: number;
                                        }[];
                                        /** @description Values below the first of these cells. */
                                        below: number;
                                        /** @description Values above the last. */
                                        above: number;
                                        /** @description Cells of about as many values each. */
                                        quantile: {
                                            from: number;
                                            to: number;
                                            /** @description Of the values that are there. */
                                            share: number;
                                        }[];
                                    };
                                    outliers: {
                                        /**
                                         * @description Values farther than three times the distance of the quartiles from the nearer quartile (Tukey’s outer fences); of logarithms where all values are positive and skewed.
                                         * @enum {unknown}
                                         */
                                        method: "iqr" | "iqr_of_logarithms";
                                        lower: number;
                                        upper: number;
                                        /** @description Rows whose value lies beyond. */
                                        rows: number;
                                        /** @description The farthest, each with the key of its record, or its number where the dataset has no key. */
                                        examples: {
                                            record: string;
                                            value: number;
                                        }[];
                                    } | null;
                                } | null;
                                texts: {
                                    shortest: number;
                                    longest: number;
                                    mean_length: number;
                                    /** @description Rows whose text is empty or nothing but spaces. */
                                    empty: number;
                                    /** @description Rows whose text begins or ends with a space. */
                                    spaces_around: number;
                                    format: {
                                        /** @enum {unknown} */
                                        name: "email" | "phone" | "url" | "uuid" | "ip_address" | "date" | "number" | "code";
                                        /** @description A regular expression for the whole text. */
                                        pattern: string;
                                        /** @description Of the values, as often as they occur. */
                                        share: number;
                                        /** @description Values that look otherwise. */
                                        others: string[];
                                    } | null;
                                    /**
                                     * @description A is an upper-case letter, a another letter, 9 a digit; a+ and so on where lengths differ.
                                     * @example [
                                     *       {
                                     *         "shape": "A-99999",
                                     *         "share": 0.98
                                     *       }
                                     *     ]
                                     */
                                    shapes: {
                                        shape: string;
                                        /** @description Of the values. */
                                        share: number;
                                    }[];
                                    /** @description Values that differ only in upper and lower case, accents, spaces or punctuation. */
                                    spellings: string[][];
                                    /** @description Values that stand for a missing one, such as n/a. */
                                    placeholders: {
                                        value: string;
                                        /** @description Of the values. */
                                        share: number;
                                    }[];
                                } | null;
                                times: {
                                    /**
                                     * Format: date-time
                                     * @description The earliest; of a date its midnight in UTC.
                                     */
                                    first: string;
                                    /**
                                     * Format: date-time
                                     * @description The latest.
                                     */
                                    last: string;
                                    /** @description Rows whose time is more than a day ahead. */
                                    in_future: number;
                                    /** @description Whether no value has a time of day. */
                                    days_only: boolean;
                                    grain: ("day" | "week" | "month" | "quarter" | "year") | null;
                                    days_with_rows: number | null;
                                    /** @description The longest stretches without rows that are unusual for this column. */
                                    gaps: {
                                        /** Format: date */
                                        after: string;
                                        /** Format: date */
                                        before: string;
                                        days: number;
                                    }[];
                                    busiest_day: {
                                        /** Format: date */
                                        day: string;
                                        rows: number;
                                    } | null;
                                    busiest_weekday: number | null;
                                    busiest_month: number | null;
                                } | null;
                            }[];
                            /** @description What a person should know, the most severe first. */
                            notes: {
                                /** @example blank_values */
                                code: string;
                                column: string | null;
                                /** @enum {unknown} */
                                severity: "info" | "low" | "medium" | "high";
                                /** @description In the language of the reader. */
                                text: string;
                                /** @description What to do about it. */
                                advice: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}; then ask again. */
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
        put?: never;
        /** Measure a dataset anew */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}; then ask again. */
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
    "/api/v1/data/datasets/{name}/columns/{column}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a column looks like
         * @description The part of the dataset’s profile that is about the column.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The name of the dataset.
                     * @example orders
                     */
                    name: string;
                    /**
                     * @description The name of the column.
                     * @example amount
                     */
                    column: string;
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
                            dataset: string;
                            /**
                             * Format: date-time
                             * @description When.
                             */
                            measured_at: string;
                            duration_ms: number;
                            /** @description Whether the dataset was changed since; then a new one is being made. */
                            is_stale: boolean;
                            job_id: string | null;
                            rows: number;
                            sample: {
                                rows: number;
                                /** @description A share that was measured on it is that close, in 95 of 100 cases. */
                                margin: number;
                            } | null;
                            column: {
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                role: ("entity" | "time" | "measure" | "dimension" | "money") | null;
                                is_key: boolean;
                                /** @description Rows without a value. */
                                blanks: number;
                                /** @description Of all rows. */
                                blank_share: number;
                                distinct: number;
                                /**
                                 * @description Estimated from the sample as PostgreSQL does it for its statistics (Haas and Stokes 1998).
                                 * @enum {unknown}
                                 */
                                distinct_is: "exact" | "estimated";
                                /** @description Those that occur more than once, most frequent first. */
                                top_values: {
                                    value: string | number | boolean;
                                    /** @description Of the values that are there. */
                                    share: number;
                                }[];
                                numbers: {
                                    min: number;
                                    max: number;
                                    mean: number | null;
                                    standard_deviation: number | null;
                                    /** @description Of the median: half of the values are no farther from it. */
                                    median_absolute_deviation: number;
                                    /** @description Rows with the value 0. */
                                    zeros: number;
                                    /** @description Rows with a value below 0. */
                                    negatives: number;
                                    /** @description A share of p of the values is not above it; 0.5 is the median. */
                                    quantiles: {
                                        p: number;
                                        value: number;
                                    }[];
                                    histogram: {
                                        /** @description Without what lies beyond the bounds of outliers. */
                                        equal_width: {
                                            from: number;
                                            to: number;
                                            /** @description Of the values that are there. */
                                            share: number;
                                        }[];
                                        /** @description Values below the first of these cells. */
                                        below: number;
                                        /** @description Values above the last. */
                                        above: number;
                                        /** @description Cells of about as many values each. */
                                        quantile: {
                                            from: number;
                                            to: number;
                                            /** @description Of the values that are there. */
                                            share: number;
                                        }[];
                                    };
                                    outliers: {
                                        /**
                                         * @description Values farther than three times the distance of the quartiles from the nearer quartile (Tukey’s outer fences); of logarithms where all values are positive and skewed.
                                         * @enum {unknown}
                                         */
                                        method: "iqr" | "iqr_of_logarithms";
                                        lower: number;
                                        upper: number;
                                        /** @description Rows whose value lies beyond. */
                                        rows: number;
                                        /** @description The farthest, each with the key of its record, or its number where the dataset has no key. */
                                        examples: {
                                            record: string;
                                            value: number;
                                        }[];
                                    } | null;
                                } | null;
                                texts: {
                                    shortest: number;
                                    longest: number;
                                    mean_length: number;
                                    /** @description Rows whose text is empty or nothing but spaces. */
                                    empty: number;
                                    /** @description Rows whose text begins or ends with a space. */
                                    spaces_around: number;
                                    format: {
                                        /** @enum {unknown} */
                                        name: "email" | "phone" | "url" | "uuid" | "ip_address" | "date" | "number" | "code";
                                        /** @description A regular expression for the whole text. */
                                        pattern: string;
                                        /** @description Of the values, as often as they occur. */
                                        share: number;
                                        /** @description Values that look otherwise. */
                                        others: string[];
                                    } | null;
                                    /**
                                     * @description A is an upper-case letter, a another letter, 9 a digit; a+ and so on where lengths differ.
                                     * @example [
                                     *       {
                                     *         "shape": "A-99999",
                                     *         "share": 0.98
                                     *       }
                                     *     ]
                                     */
                                    shapes: {
                                        shape: string;
                                        /** @description Of the values. */
                                        share: number;
                                    }[];
                                    /** @description Values that differ only in upper and lower case, accents, spaces or punctuation. */
                                    spellings: string[][];
                                    /** @description Values that stand for a missing one, such as n/a. */
                                    placeholders: {
                                        value: string;
                                        /** @description Of the values. */
                                        share: number;
                                    }[];
                                } | null;
                                times: {
                                    /**
                                     * Format: date-time
                                     * @description The earliest; of a date its midnight in UTC.
                                     */
                                    first: string;
                                    /**
                                     * Format: date-time
                                     * @description The latest.
                                     */
                                    last: string;
                                    /** @description Rows whose time is more than a day ahead. */
                                    in_future: number;
                                    /** @description Whether no value has a time of day. */
                                    days_only: boolean;
                                    grain: ("day" | "week" | "month" | "quarter" | "year") | null;
                                    days_with_rows: number | null;
                                    /** @description The longest stretches without rows that are unusual for this column. */
                                    gaps: {
                                        /** Format: date */
                                        after: string;
                                        /** Format: date */
                                        before: string;
                                        days: number;
                                    }[];
                                    busiest_day: {
                                        /** Format: date */
                                        day: string;
                                        rows: number;
                                    } | null;
                                    busiest_weekday: number | null;
                                    busiest_month: number | null;
                                } | null;
                            };
                            notes: {
                                /** @example blank_values */
                                code: string;
                                column: string | null;
                                /** @enum {unknown} */
                                severity: "info" | "low" | "medium" | "high";
                                /** @description In the language of the reader. */
                                text: string;
                                /** @description What to do about it. */
                                advice: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}; then ask again. */
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
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/quality-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The quality rules of a dataset */
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
                            items: {
                                id: number;
                                dataset: string;
                                name: string | null;
                                /** @description The rule in the language of the reader. */
                                sentence: string;
                                /** @enum {unknown} */
                                kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                                column: string | null;
                                /** @description What its kind needs to know. */
                                setting: {
                                    [key: string]: unknown;
                                };
                                allowed_share: number;
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                                enabled: boolean;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it was changed last.
                                 */
                                updated_at: string;
                                last_result: {
                                    id: number;
                                    /**
                                     * Format: date-time
                                     * @description When.
                                     */
                                    checked_at: string;
                                    /** @enum {unknown} */
                                    cause: "import" | "records" | "schedule" | "asked";
                                    /** @enum {unknown} */
                                    outcome: "held" | "broken" | "not_checked";
                                    /** @description What was found, in the language of the reader. */
                                    text: string;
                                    rows_checked: number;
                                    rows_broken: number;
                                    broken_share: number;
                                    figure: number | null;
                                    /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                    examples: {
                                        record: string;
                                        value: string | null;
                                    }[];
                                } | null;
                            }[];
                            next_cursor: null;
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
         * Make a quality rule
         * @description Rows may break it: unlike a constraint it refuses nothing, but opens an alert. Asked after every import and undo, after changes of 100 records and more, and by the clock every hour where something has changed. At most 100 a dataset.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description A missing value breaks `not_blank` and `condition`, and no other. `fresh`, `volume` and `drift` are about the dataset as a whole.
                         * @enum {unknown}
                         */
                        kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                        column?: string;
                        /** @description Of `unique`: with `column` they must not repeat together. */
                        columns?: string[];
                        /** @description Of `in_range`, as the column’s type spells it; of `volume`, rows. */
                        minimum?: number | string;
                        maximum?: number | string;
                        /** @description Of `one_of`. */
                        values?: (string | number | boolean)[];
                        /** @description Of `pattern`: a regular expression for the whole text, without references back into the match. */
                        pattern?: string;
                        /** @description Of `reference`: whose key the column holds. */
                        dataset?: string;
                        /** @description Of `fresh`: how old the latest time may be. */
                        hours?: number;
                        /**
                         * @description Of `volume`: rows of the last import (default), or of yesterday by `column`.
                         * @enum {unknown}
                         */
                        per?: "import" | "day";
                        /** @description Of `condition`: what every row fulfils, as in the filter of a query. */
                        condition?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description Of `drift`: population stability index that is too much; default 0.25. */
                        psi?: number;
                        name?: string | null;
                        /** @description Of the rows; so many may break it. Default 0. */
                        allowed_share?: number;
                        /**
                         * @description Of its alerts; default medium.
                         * @enum {unknown}
                         */
                        severity?: "low" | "medium" | "high";
                        /** @description Whether it is asked; default true. */
                        enabled?: boolean;
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
                            dataset: string;
                            name: string | null;
                            /** @description The rule in the language of the reader. */
                            sentence: string;
                            /** @enum {unknown} */
                            kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                            column: string | null;
                            /** @description What its kind needs to know. */
                            setting: {
                                [key: string]: unknown;
                            };
                            allowed_share: number;
                            /** @enum {unknown} */
                            severity: "low" | "medium" | "high";
                            enabled: boolean;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was changed last.
                             */
                            updated_at: string;
                            last_result: {
                                id: number;
                                /**
                                 * Format: date-time
                                 * @description When.
                                 */
                                checked_at: string;
                                /** @enum {unknown} */
                                cause: "import" | "records" | "schedule" | "asked";
                                /** @enum {unknown} */
                                outcome: "held" | "broken" | "not_checked";
                                /** @description What was found, in the language of the reader. */
                                text: string;
                                rows_checked: number;
                                rows_broken: number;
                                broken_share: number;
                                figure: number | null;
                                /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                examples: {
                                    record: string;
                                    value: string | null;
                                }[];
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/quality-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would come of a quality rule
         * @description How many rows break it, and some of them. Nothing is kept.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description A missing value breaks `not_blank` and `condition`, and no other. `fresh`, `volume` and `drift` are about the dataset as a whole.
                         * @enum {unknown}
                         */
                        kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                        column?: string;
                        /** @description Of `unique`: with `column` they must not repeat together. */
                        columns?: string[];
                        /** @description Of `in_range`, as the column’s type spells it; of `volume`, rows. */
                        minimum?: number | string;
                        maximum?: number | string;
                        /** @description Of `one_of`. */
                        values?: (string | number | boolean)[];
                        /** @description Of `pattern`: a regular expression for the whole text, without references back into the match. */
                        pattern?: string;
                        /** @description Of `reference`: whose key the column holds. */
                        dataset?: string;
                        /** @description Of `fresh`: how old the latest time may be. */
                        hours?: number;
                        /**
                         * @description Of `volume`: rows of the last import (default), or of yesterday by `column`.
                         * @enum {unknown}
                         */
                        per?: "import" | "day";
                        /** @description Of `condition`: what every row fulfils, as in the filter of a query. */
                        condition?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description Of `drift`: population stability index that is too much; default 0.25. */
                        psi?: number;
                        name?: string | null;
                        /** @description Of the rows; so many may break it. Default 0. */
                        allowed_share?: number;
                        /**
                         * @description Of its alerts; default medium.
                         * @enum {unknown}
                         */
                        severity?: "low" | "medium" | "high";
                        /** @description Whether it is asked; default true. */
                        enabled?: boolean;
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
                            sentence: string;
                            /** @enum {unknown} */
                            outcome: "held" | "broken" | "not_checked";
                            /** @description What was found, in the language of the reader. */
                            text: string;
                            rows_checked: number;
                            rows_broken: number;
                            broken_share: number;
                            figure: number | null;
                            /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                            examples: {
                                record: string;
                                value: string | null;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/datasets/{name}/quality-rules/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask all quality rules of a dataset */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody?: never;
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
    "/api/v1/data/datasets/{name}/quality-rules/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Propose quality rules
         * @description What the dataset keeps, or nearly keeps, as it is, by its profile; without what its constraints and rules say already. 202 where the dataset must be measured first.
         */
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
                            items: {
                                /** @example not_blank:region */
                                id: string;
                                name: string | null;
                                /** @description The rule in the language of the reader. */
                                sentence: string;
                                /** @enum {unknown} */
                                kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                                column: string | null;
                                /** @description What its kind needs to know. */
                                setting: {
                                    [key: string]: unknown;
                                };
                                allowed_share: number;
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                                /** @description Why it is proposed. */
                                reason: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}. */
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
        put?: never;
        /**
         * Make proposed quality rules
         * @description All that are proposed, or those of these ids. Answers the rules made.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "ids": [
                     *         "not_blank:region"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Default: all of them. */
                        ids?: string[];
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
                            items: {
                                id: number;
                                dataset: string;
                                name: string | null;
                                /** @description The rule in the language of the reader. */
                                sentence: string;
                                /** @enum {unknown} */
                                kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                                column: string | null;
                                /** @description What its kind needs to know. */
                                setting: {
                                    [key: string]: unknown;
                                };
                                allowed_share: number;
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                                enabled: boolean;
                                /**
                                 * Format: date-time
                                 * @description When it was made.
                                 */
                                created_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it was changed last.
                                 */
                                updated_at: string;
                                last_result: {
                                    id: number;
                                    /**
                                     * Format: date-time
                                     * @description When.
                                     */
                                    checked_at: string;
                                    /** @enum {unknown} */
                                    cause: "import" | "records" | "schedule" | "asked";
                                    /** @enum {unknown} */
                                    outcome: "held" | "broken" | "not_checked";
                                    /** @description What was found, in the language of the reader. */
                                    text: string;
                                    rows_checked: number;
                                    rows_broken: number;
                                    broken_share: number;
                                    figure: number | null;
                                    /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                    examples: {
                                        record: string;
                                        value: string | null;
                                    }[];
                                } | null;
                            }[];
                            next_cursor: null;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Follow it at /api/v1/jobs/{job_id}. */
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
    "/api/v1/data/quality-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A quality rule */
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
                            name: string | null;
                            /** @description The rule in the language of the reader. */
                            sentence: string;
                            /** @enum {unknown} */
                            kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                            column: string | null;
                            /** @description What its kind needs to know. */
                            setting: {
                                [key: string]: unknown;
                            };
                            allowed_share: number;
                            /** @enum {unknown} */
                            severity: "low" | "medium" | "high";
                            enabled: boolean;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was changed last.
                             */
                            updated_at: string;
                            last_result: {
                                id: number;
                                /**
                                 * Format: date-time
                                 * @description When.
                                 */
                                checked_at: string;
                                /** @enum {unknown} */
                                cause: "import" | "records" | "schedule" | "asked";
                                /** @enum {unknown} */
                                outcome: "held" | "broken" | "not_checked";
                                /** @description What was found, in the language of the reader. */
                                text: string;
                                rows_checked: number;
                                rows_broken: number;
                                broken_share: number;
                                figure: number | null;
                                /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                examples: {
                                    record: string;
                                    value: string | null;
                                }[];
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
        /** Remove a quality rule with its results and alerts */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
        /**
         * Change a quality rule, or switch it off
         * @description Its open alert is closed when what it says changes; run the rules to ask it at once.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            /** @description What is not named stays. Settings are replaced as a whole. */
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "enabled": false
                     *     }
                     */
                    "application/json": {
                        /** @description Of `unique`: with `column` they must not repeat together. */
                        columns?: string[];
                        /** @description Of `in_range`, as the column’s type spells it; of `volume`, rows. */
                        minimum?: number | string;
                        maximum?: number | string;
                        /** @description Of `one_of`. */
                        values?: (string | number | boolean)[];
                        /** @description Of `pattern`: a regular expression for the whole text, without references back into the match. */
                        pattern?: string;
                        /** @description Of `reference`: whose key the column holds. */
                        dataset?: string;
                        /** @description Of `fresh`: how old the latest time may be. */
                        hours?: number;
                        /**
                         * @description Of `volume`: rows of the last import (default), or of yesterday by `column`.
                         * @enum {unknown}
                         */
                        per?: "import" | "day";
                        /** @description Of `condition`: what every row fulfils, as in the filter of a query. */
                        condition?: {
                            all?: Record<string, never>[];
                            any?: Record<string, never>[];
                            /** @description A condition, or a group of them; up to ten deep. */
                            not?: Record<string, never>;
                            /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                            field?: string;
                            /** @enum {unknown} */
                            operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                            /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                            value?: unknown;
                            /** @description For texts; default false. */
                            ignore_case?: boolean;
                        };
                        /** @description Of `drift`: population stability index that is too much; default 0.25. */
                        psi?: number;
                        name?: string | null;
                        /** @description Of the rows; so many may break it. Default 0. */
                        allowed_share?: number;
                        /**
                         * @description Of its alerts; default medium.
                         * @enum {unknown}
                         */
                        severity?: "low" | "medium" | "high";
                        /** @description Whether it is asked; default true. */
                        enabled?: boolean;
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
                            dataset: string;
                            name: string | null;
                            /** @description The rule in the language of the reader. */
                            sentence: string;
                            /** @enum {unknown} */
                            kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                            column: string | null;
                            /** @description What its kind needs to know. */
                            setting: {
                                [key: string]: unknown;
                            };
                            allowed_share: number;
                            /** @enum {unknown} */
                            severity: "low" | "medium" | "high";
                            enabled: boolean;
                            /**
                             * Format: date-time
                             * @description When it was made.
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was changed last.
                             */
                            updated_at: string;
                            last_result: {
                                id: number;
                                /**
                                 * Format: date-time
                                 * @description When.
                                 */
                                checked_at: string;
                                /** @enum {unknown} */
                                cause: "import" | "records" | "schedule" | "asked";
                                /** @enum {unknown} */
                                outcome: "held" | "broken" | "not_checked";
                                /** @description What was found, in the language of the reader. */
                                text: string;
                                rows_checked: number;
                                rows_broken: number;
                                broken_share: number;
                                figure: number | null;
                                /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                examples: {
                                    record: string;
                                    value: string | null;
                                }[];
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
        trace?: never;
    };
    "/api/v1/data/quality-rules/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of asking a rule, latest first
         * @description The last 500 are kept.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: {
                                id: number;
                                /**
                                 * Format: date-time
                                 * @description When.
                                 */
                                checked_at: string;
                                /** @enum {unknown} */
                                cause: "import" | "records" | "schedule" | "asked";
                                /** @enum {unknown} */
                                outcome: "held" | "broken" | "not_checked";
                                /** @description What was found, in the language of the reader. */
                                text: string;
                                rows_checked: number;
                                rows_broken: number;
                                broken_share: number;
                                figure: number | null;
                                /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                examples: {
                                    record: string;
                                    value: string | null;
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
    "/api/v1/data/quality-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts about the quality of data, latest first
         * @description A rule has at most one open alert. It closes by itself when the rule holds again.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Of this dataset only. */
                    dataset?: string;
                    /** @description `open`: also those that somebody has acknowledged. */
                    status?: "open" | "acknowledged" | "closed";
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
                                rule: {
                                    id: number;
                                    name: string | null;
                                    /** @description The rule in the language of the reader. */
                                    sentence: string;
                                    /** @enum {unknown} */
                                    kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                                    column: string | null;
                                    /** @description What its kind needs to know. */
                                    setting: {
                                        [key: string]: unknown;
                                    };
                                    allowed_share: number;
                                    /** @enum {unknown} */
                                    severity: "low" | "medium" | "high";
                                };
                                /** @enum {unknown} */
                                status: "open" | "acknowledged" | "closed";
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                                /** @description What was found last, in the language of the reader. */
                                text: string;
                                /**
                                 * Format: date-time
                                 * @description When the rule was first found broken.
                                 */
                                opened_at: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last found so.
                                 */
                                last_seen_at: string;
                                acknowledged_at: string | null;
                                acknowledged_by: number | null;
                                closed_at: string | null;
                                ending: ("holds" | "changed") | null;
                                rows_checked: number;
                                rows_broken: number;
                                broken_share: number;
                                figure: number | null;
                                /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                                examples: {
                                    record: string;
                                    value: string | null;
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
    "/api/v1/data/quality-alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an alert is known
         * @description It stays open until the rule holds again.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                            rule: {
                                id: number;
                                name: string | null;
                                /** @description The rule in the language of the reader. */
                                sentence: string;
                                /** @enum {unknown} */
                                kind: "not_blank" | "unique" | "in_range" | "one_of" | "pattern" | "reference" | "fresh" | "volume" | "condition" | "drift";
                                column: string | null;
                                /** @description What its kind needs to know. */
                                setting: {
                                    [key: string]: unknown;
                                };
                                allowed_share: number;
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                            };
                            /** @enum {unknown} */
                            status: "open" | "acknowledged" | "closed";
                            /** @enum {unknown} */
                            severity: "low" | "medium" | "high";
                            /** @description What was found last, in the language of the reader. */
                            text: string;
                            /**
                             * Format: date-time
                             * @description When the rule was first found broken.
                             */
                            opened_at: string;
                            /**
                             * Format: date-time
                             * @description When it was last found so.
                             */
                            last_seen_at: string;
                            acknowledged_at: string | null;
                            acknowledged_by: number | null;
                            closed_at: string | null;
                            ending: ("holds" | "changed") | null;
                            rows_checked: number;
                            rows_broken: number;
                            broken_share: number;
                            figure: number | null;
                            /** @description Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often. */
                            examples: {
                                record: string;
                                value: string | null;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an import back
         * @description Removes the rows that the import brought and gives those that it changed their values back. Rows that were changed since by somebody else stay as they are and are counted. A dataset or column that the import made, and that holds nothing else, goes.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
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
                            /** @description Follow it at /api/v1/jobs/{job_id}. Its result says how many rows went, came back, and were left. */
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
         * Import a CSV or JSONL file
         * @description The body is the file: CSV, TSV or one JSON object a line, plain or packed with gzip, zstd or zip. Encoding, delimiter, types, and how dates and numbers are written are found; `options` overrules. Makes the dataset where there is none, else adds rows: columns meet by name. Rows that do not fit are left out and listed. With `key`, rows whose key is there already change the rows that are there. The same file a second time is refused unless `repeat` says otherwise.
         */
        post: {
            parameters: {
                query?: {
                    /**
                     * @description How the file is to be read and what is to be done with it, as JSON: `format`, `encoding`, `delimiter`, `date_order`, `decimal_mark`, `apostrophes`, `key`, `existing`, `repeat`, `mapping`, `saved_mapping`.
                     * @example {"key":["customer_id"],"existing":"update","date_order":"dmy"}
                     */
                    options?: string;
                };
                header?: {
                    /**
                     * @description The name of the file, percent-encoded.
                     * @example customers.csv
                     */
                    "x-file-name"?: string;
                    /** @description The same as `options`, percent-encoded where it is not ASCII. */
                    "x-import-options"?: string;
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
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
                    "text/tab-separated-values": unknown;
                    "text/plain": unknown;
                    "application/x-ndjson": unknown;
                    "application/jsonl": unknown;
                    "application/gzip": unknown;
                    "application/zstd": unknown;
                    "application/zip": unknown;
                    "application/octet-stream": unknown;
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
    "/api/v1/data/imports/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what an import of a file would do
         * @description The body is the file or its beginning; the first 4 MB are looked at and nothing is kept. Answers how the file would be read, its columns with their types, its first rows, and where its columns might go.
         */
        post: {
            parameters: {
                query?: {
                    /**
                     * @description How the file is to be read and what is to be done with it, as JSON: `format`, `encoding`, `delimiter`, `date_order`, `decimal_mark`, `apostrophes`, `key`, `existing`, `repeat`, `mapping`, `saved_mapping`.
                     * @example {"key":["customer_id"],"existing":"update","date_order":"dmy"}
                     */
                    options?: string;
                    /** @description Where the file is to go, there already or not. */
                    dataset?: string;
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description The file. */
            requestBody: {
                content: {
                    "text/csv": unknown;
                    "text/tab-separated-values": unknown;
                    "text/plain": unknown;
                    "application/x-ndjson": unknown;
                    "application/jsonl": unknown;
                    "application/gzip": unknown;
                    "application/zstd": unknown;
                    "application/zip": unknown;
                    "application/octet-stream": unknown;
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
                            /** @enum {unknown} */
                            format: "csv" | "jsonl";
                            /** @enum {unknown} */
                            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "windows-1251" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256" | "windows-1257" | "windows-1258" | "windows-874" | "iso-8859-2" | "iso-8859-3" | "iso-8859-4" | "iso-8859-5" | "iso-8859-6" | "iso-8859-7" | "iso-8859-8" | "iso-8859-10" | "iso-8859-13" | "iso-8859-14" | "iso-8859-15" | "iso-8859-16" | "koi8-r" | "koi8-u" | "macintosh" | "shift_jis" | "euc-jp" | "iso-2022-jp" | "gb18030" | "big5" | "euc-kr";
                            rows_seen: number;
                            /** @description Whether the file goes on behind what was looked at. */
                            is_beginning: boolean;
                            columns: {
                                heading: string;
                                name: string;
                                /** @enum {unknown} */
                                type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                date_order: ("dmy" | "mdy") | null;
                                decimal_mark: ("." | ",") | null;
                                nearest_type: {
                                    /** @enum {unknown} */
                                    type: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /** @description Of the values that fit it. */
                                    share: number;
                                    /** @description Rows that would be left out. */
                                    misfits: number;
                                    first_line: number | null;
                                    example: string | null;
                                } | null;
                            }[];
                            /** @description The first rows as the file has them, values in the order of `columns`. */
                            sample_rows: (string | null)[][];
                            /**
                             * @example {
                             *       "columns": [
                             *         {
                             *           "heading": "Kd.-Nr.",
                             *           "column": "customer_id"
                             *         },
                             *         {
                             *           "heading": "Notiz",
                             *           "column": null
                             *         }
                             *       ]
                             *     }
                             */
                            proposed_mapping: {
                                columns: {
                                    /** @description As the file has it. */
                                    heading: string;
                                    /** @description The column of the dataset, one that is there or a new one; null: the column is left out. */
                                    column: string | null;
                                    /**
                                     * @description Of a new column. Default: as its values look.
                                     * @enum {unknown}
                                     */
                                    type?: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /**
                                     * @description How dates such as 03/04/2025 are read.
                                     * @enum {unknown}
                                     */
                                    date_order?: "dmy" | "mdy";
                                    /**
                                     * @description What stands before decimals: 1,5 or 1.5.
                                     * @enum {unknown}
                                     */
                                    decimal_mark?: "." | ",";
                                    /** @description Rows without a value in it are left out. */
                                    required?: boolean;
                                }[];
                                /**
                                 * @description What becomes of columns that are not named. Default: take.
                                 * @enum {unknown}
                                 */
                                other_columns?: "take" | "leave_out";
                            };
                            /** @description How sure each proposal is. */
                            likeness: {
                                heading: string;
                                likeness: number;
                                /** @description Whether the dataset has the proposed column already. */
                                is_known_column: boolean;
                            }[];
                            saved_mapping: {
                                columns: {
                                    /** @description As the file has it. */
                                    heading: string;
                                    /** @description The column of the dataset, one that is there or a new one; null: the column is left out. */
                                    column: string | null;
                                    /**
                                     * @description Of a new column. Default: as its values look.
                                     * @enum {unknown}
                                     */
                                    type?: "integer" | "number" | "boolean" | "date" | "timestamp" | "text";
                                    /**
                                     * @description How dates such as 03/04/2025 are read.
                                     * @enum {unknown}
                                     */
                                    date_order?: "dmy" | "mdy";
                                    /**
                                     * @description What stands before decimals: 1,5 or 1.5.
                                     * @enum {unknown}
                                     */
                                    decimal_mark?: "." | ",";
                                    /** @description Rows without a value in it are left out. */
                                    required?: boolean;
                                }[];
                                /**
                                 * @description What becomes of columns that are not named. Default: take.
                                 * @enum {unknown}
                                 */
                                other_columns?: "take" | "leave_out";
                            } | null;
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
                                algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                                feature_columns: string[];
                                target_column: string;
                                description: string | null;
                                positive_class: (string | number | boolean) | null;
                                purpose: string | null;
                                /** @description What it learns from, as it was asked for. */
                                training_data_source: {
                                    dataset: string;
                                    time_column?: string;
                                } & {
                                    [key: string]: unknown;
                                };
                                /** @description What every training of the model is told; a training request may say otherwise. */
                                training_options: {
                                    /**
                                     * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                     * @example balanced
                                     */
                                    class_weights?: "balanced" | {
                                        [key: string]: number;
                                    };
                                    /**
                                     * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                     * @example customer_id
                                     */
                                    group_column?: string;
                                    /**
                                     * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                     * @enum {unknown}
                                     */
                                    calibration?: "auto" | "platt" | "isotonic" | "none";
                                    /**
                                     * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                     * @example {
                                     *       "true_positive": 80,
                                     *       "false_positive": -20,
                                     *       "true_negative": 0,
                                     *       "false_negative": 0
                                     *     }
                                     */
                                    payoff?: {
                                        true_positive: number;
                                        false_positive: number;
                                        true_negative: number;
                                        false_negative: number;
                                    };
                                    /** @description Features to use although they are known only after the moment of the row. */
                                    allow_leakage?: string[];
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
                                frozen_at: string | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                         * @description `logistic_regression` classifies; `linear_regression`, `ridge` and `elastic_net` answer numbers; `decision_tree`, `random_forest` and `gradient_boosting` do both; `ensemble` blends a linear model, a forest and boosted trees; `auto` compares those that fit the model type, and their blend; `custom` is not trained here: its versions are imported.
                         * @enum {unknown}
                         */
                        algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
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
                            /**
                             * @description Only these rows: a condition as queries have it, whose periods are told from the day of the training and kept in the receipt; or a list of plain conditions.
                             * @example {
                             *       "all": [
                             *         {
                             *           "field": "region",
                             *           "operator": "in",
                             *           "value": [
                             *             "north",
                             *             "west"
                             *           ]
                             *         },
                             *         {
                             *           "field": "ordered_at",
                             *           "operator": "within",
                             *           "value": {
                             *             "last": 24,
                             *             "unit": "month"
                             *           }
                             *         }
                             *       ]
                             *     }
                             */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            } | {
                                column: string;
                                /**
                                 * @description A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.
                                 * @enum {unknown}
                                 */
                                operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "is_missing" | "is_present";
                                /** @description As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`. */
                                value?: (string | number | boolean) | (string | number | boolean)[];
                            }[];
                            /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                            time_column?: string;
                        };
                        /** @description What every training of the model is told; a training request may say otherwise. */
                        training_options?: {
                            /**
                             * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                             * @example balanced
                             */
                            class_weights?: "balanced" | {
                                [key: string]: number;
                            };
                            /**
                             * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                             * @example customer_id
                             */
                            group_column?: string;
                            /**
                             * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                             * @enum {unknown}
                             */
                            calibration?: "auto" | "platt" | "isotonic" | "none";
                            /**
                             * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                             * @example {
                             *       "true_positive": 80,
                             *       "false_positive": -20,
                             *       "true_negative": 0,
                             *       "false_negative": 0
                             *     }
                             */
                            payoff?: {
                                true_positive: number;
                                false_positive: number;
                                true_negative: number;
                                false_negative: number;
                            };
                            /** @description Features to use although they are known only after the moment of the row. */
                            allow_leakage?: string[];
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                    /** @description The ETag of the resource as it was read. If it has changed since, the request is refused with 412. */
                    "if-match"?: string;
                };
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
                         * @description `logistic_regression` classifies; `linear_regression`, `ridge` and `elastic_net` answer numbers; `decision_tree`, `random_forest` and `gradient_boosting` do both; `ensemble` blends a linear model, a forest and boosted trees; `auto` compares those that fit the model type, and their blend; `custom` is not trained here: its versions are imported.
                         * @enum {unknown}
                         */
                        algorithm?: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
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
                            /**
                             * @description Only these rows: a condition as queries have it, whose periods are told from the day of the training and kept in the receipt; or a list of plain conditions.
                             * @example {
                             *       "all": [
                             *         {
                             *           "field": "region",
                             *           "operator": "in",
                             *           "value": [
                             *             "north",
                             *             "west"
                             *           ]
                             *         },
                             *         {
                             *           "field": "ordered_at",
                             *           "operator": "within",
                             *           "value": {
                             *             "last": 24,
                             *             "unit": "month"
                             *           }
                             *         }
                             *       ]
                             *     }
                             */
                            filter?: {
                                all?: Record<string, never>[];
                                any?: Record<string, never>[];
                                /** @description A condition, or a group of them; up to ten deep. */
                                not?: Record<string, never>;
                                /** @description A column of the dataset, or `dataset.column` of one that is joined. */
                                field?: string;
                                /** @enum {unknown} */
                                operator?: "equals" | "not_equals" | "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal" | "between" | "in" | "not_in" | "contains" | "not_contains" | "starts_with" | "ends_with" | "matches" | "is_null" | "is_not_null" | "is_true" | "is_false" | "within";
                                /** @description As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`. */
                                value?: unknown;
                                /** @description For texts; default false. */
                                ignore_case?: boolean;
                            } | {
                                column: string;
                                /**
                                 * @description A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.
                                 * @enum {unknown}
                                 */
                                operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "is_missing" | "is_present";
                                /** @description As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`. */
                                value?: (string | number | boolean) | (string | number | boolean)[];
                            }[];
                            /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                            time_column?: string;
                        };
                        /** @description What every training of the model is told; a training request may say otherwise. */
                        training_options?: {
                            /**
                             * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                             * @example balanced
                             */
                            class_weights?: "balanced" | {
                                [key: string]: number;
                            };
                            /**
                             * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                             * @example customer_id
                             */
                            group_column?: string;
                            /**
                             * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                             * @enum {unknown}
                             */
                            calibration?: "auto" | "platt" | "isotonic" | "none";
                            /**
                             * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                             * @example {
                             *       "true_positive": 80,
                             *       "false_positive": -20,
                             *       "true_negative": 0,
                             *       "false_negative": 0
                             *     }
                             */
                            payoff?: {
                                true_positive: number;
                                false_positive: number;
                                true_negative: number;
                                false_negative: number;
                            };
                            /** @description Features to use although they are known only after the moment of the row. */
                            allow_leakage?: string[];
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
        /**
         * Retire a model
         * @description For good: it answers no more, and the plan counts it no more. Its versions and predictions stay to be read.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                        /**
                         * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                         * @example balanced
                         */
                        class_weights?: "balanced" | {
                            [key: string]: number;
                        };
                        /**
                         * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                         * @example customer_id
                         */
                        group_column?: string;
                        /**
                         * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                         * @enum {unknown}
                         */
                        calibration?: "auto" | "platt" | "isotonic" | "none";
                        /**
                         * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                         * @example {
                         *       "true_positive": 80,
                         *       "false_positive": -20,
                         *       "true_negative": 0,
                         *       "false_negative": 0
                         *     }
                         */
                        payoff?: {
                            true_positive: number;
                            false_positive: number;
                            true_negative: number;
                            false_negative: number;
                        };
                        /** @description Features to use although they are known only after the moment of the row. */
                        allow_leakage?: string[];
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
                                    /** @description Rows that it was compared on: weak candidates leave early. */
                                    rows?: number;
                                    chosen: boolean;
                                }[];
                                /** @description By how much the log loss or the RMSE rises on the rows held out when a feature’s values change places; the most important first. */
                                importance: {
                                    feature: string;
                                    loss_increase: number;
                                }[];
                                receipt: {
                                    /** @enum {unknown} */
                                    model_type: "classification" | "regression" | "forecasting";
                                    /** @enum {unknown} */
                                    algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                                    feature_columns: string[];
                                    target_column: string;
                                    positive_class: (string | number | boolean) | null;
                                    /** @description What it learns from, as it was asked for. */
                                    training_data_source: {
                                        dataset: string;
                                        time_column?: string;
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description What every training of the model is told; a training request may say otherwise. */
                                    options: {
                                        /**
                                         * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                         * @example balanced
                                         */
                                        class_weights?: "balanced" | {
                                            [key: string]: number;
                                        };
                                        /**
                                         * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                         * @example customer_id
                                         */
                                        group_column?: string;
                                        /**
                                         * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                         * @enum {unknown}
                                         */
                                        calibration?: "auto" | "platt" | "isotonic" | "none";
                                        /**
                                         * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                         * @example {
                                         *       "true_positive": 80,
                                         *       "false_positive": -20,
                                         *       "true_negative": 0,
                                         *       "false_negative": 0
                                         *     }
                                         */
                                        payoff?: {
                                            true_positive: number;
                                            false_positive: number;
                                            true_negative: number;
                                            false_negative: number;
                                        };
                                        /** @description Features to use although they are known only after the moment of the row. */
                                        allow_leakage?: string[];
                                    };
                                    validation_split: number;
                                    hyperparameter_tuning: boolean;
                                    seed: number;
                                    budget_looks: number | null;
                                    as_of?: {
                                        date: string;
                                        time_zone: string;
                                    } | null;
                                } | null;
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
                            /** @description What the current version’s training found in each column. */
                            data_quality: {
                                name: string;
                                /** @enum {unknown} */
                                kind: "number" | "category" | "boolean" | "time" | "text";
                                rows: number;
                                blanks: number;
                                /** @description Different values. */
                                distinct: number;
                                /** @description Of numbers and times. */
                                numbers: {
                                    /** @description A number, or a time as ISO 8601. */
                                    min: number | string;
                                    /** @description A number, or a time as ISO 8601. */
                                    max: number | string;
                                    /** @description A number, or a time as ISO 8601. */
                                    mean: number | string;
                                    /** @description Of times, in milliseconds. */
                                    standard_deviation: number;
                                    quantiles: {
                                        share: number;
                                        /** @description A number, or a time as ISO 8601. */
                                        value: number | string;
                                    }[];
                                } | null;
                                /** @description Of texts and booleans: the most frequent first. */
                                top_values: {
                                    value: string;
                                    rows: number;
                                }[];
                                /** @description What may be wrong with it. */
                                findings: {
                                    code: string;
                                    detail: string;
                                }[];
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
    "/api/v1/ai-analytics/models/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a model, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: {
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
                                    /** @description Rows that it was compared on: weak candidates leave early. */
                                    rows?: number;
                                    chosen: boolean;
                                }[];
                                /** @description By how much the log loss or the RMSE rises on the rows held out when a feature’s values change places; the most important first. */
                                importance: {
                                    feature: string;
                                    loss_increase: number;
                                }[];
                                receipt: {
                                    /** @enum {unknown} */
                                    model_type: "classification" | "regression" | "forecasting";
                                    /** @enum {unknown} */
                                    algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                                    feature_columns: string[];
                                    target_column: string;
                                    positive_class: (string | number | boolean) | null;
                                    /** @description What it learns from, as it was asked for. */
                                    training_data_source: {
                                        dataset: string;
                                        time_column?: string;
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description What every training of the model is told; a training request may say otherwise. */
                                    options: {
                                        /**
                                         * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                         * @example balanced
                                         */
                                        class_weights?: "balanced" | {
                                            [key: string]: number;
                                        };
                                        /**
                                         * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                         * @example customer_id
                                         */
                                        group_column?: string;
                                        /**
                                         * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                         * @enum {unknown}
                                         */
                                        calibration?: "auto" | "platt" | "isotonic" | "none";
                                        /**
                                         * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                         * @example {
                                         *       "true_positive": 80,
                                         *       "false_positive": -20,
                                         *       "true_negative": 0,
                                         *       "false_negative": 0
                                         *     }
                                         */
                                        payoff?: {
                                            true_positive: number;
                                            false_positive: number;
                                            true_negative: number;
                                            false_negative: number;
                                        };
                                        /** @description Features to use although they are known only after the moment of the row. */
                                        allow_leakage?: string[];
                                    };
                                    validation_split: number;
                                    hyperparameter_tuning: boolean;
                                    seed: number;
                                    budget_looks: number | null;
                                    as_of?: {
                                        date: string;
                                        time_zone: string;
                                    } | null;
                                } | null;
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
    "/api/v1/ai-analytics/models/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version: its whole receipt
         * @description What it learned from what, all that its training was told and found, and what came out.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                    version: number;
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
                                /** @description Rows that it was compared on: weak candidates leave early. */
                                rows?: number;
                                chosen: boolean;
                            }[];
                            /** @description By how much the log loss or the RMSE rises on the rows held out when a feature’s values change places; the most important first. */
                            importance: {
                                feature: string;
                                loss_increase: number;
                            }[];
                            receipt: {
                                /** @enum {unknown} */
                                model_type: "classification" | "regression" | "forecasting";
                                /** @enum {unknown} */
                                algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                                feature_columns: string[];
                                target_column: string;
                                positive_class: (string | number | boolean) | null;
                                /** @description What it learns from, as it was asked for. */
                                training_data_source: {
                                    dataset: string;
                                    time_column?: string;
                                } & {
                                    [key: string]: unknown;
                                };
                                /** @description What every training of the model is told; a training request may say otherwise. */
                                options: {
                                    /**
                                     * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                     * @example balanced
                                     */
                                    class_weights?: "balanced" | {
                                        [key: string]: number;
                                    };
                                    /**
                                     * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                     * @example customer_id
                                     */
                                    group_column?: string;
                                    /**
                                     * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                     * @enum {unknown}
                                     */
                                    calibration?: "auto" | "platt" | "isotonic" | "none";
                                    /**
                                     * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                     * @example {
                                     *       "true_positive": 80,
                                     *       "false_positive": -20,
                                     *       "true_negative": 0,
                                     *       "false_negative": 0
                                     *     }
                                     */
                                    payoff?: {
                                        true_positive: number;
                                        false_positive: number;
                                        true_negative: number;
                                        false_negative: number;
                                    };
                                    /** @description Features to use although they are known only after the moment of the row. */
                                    allow_leakage?: string[];
                                };
                                validation_split: number;
                                hyperparameter_tuning: boolean;
                                seed: number;
                                budget_looks: number | null;
                                as_of?: {
                                    date: string;
                                    time_zone: string;
                                } | null;
                            } | null;
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
                            model_id: number;
                            job_id: string;
                            /** @enum {unknown} */
                            model_type: "classification" | "regression" | "forecasting";
                            /** @description Empty for a number. */
                            classes: (string | number | boolean)[];
                            positive_class: (string | number | boolean) | null;
                            validation_split: number;
                            hyperparameter_tuning: boolean;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description Rows of the data, those without a target included. */
                            rows_total: number;
                            training_ms: number;
                            /** @description What the current version’s training found in each column. */
                            data_quality: {
                                name: string;
                                /** @enum {unknown} */
                                kind: "number" | "category" | "boolean" | "time" | "text";
                                rows: number;
                                blanks: number;
                                /** @description Different values. */
                                distinct: number;
                                /** @description Of numbers and times. */
                                numbers: {
                                    /** @description A number, or a time as ISO 8601. */
                                    min: number | string;
                                    /** @description A number, or a time as ISO 8601. */
                                    max: number | string;
                                    /** @description A number, or a time as ISO 8601. */
                                    mean: number | string;
                                    /** @description Of times, in milliseconds. */
                                    standard_deviation: number;
                                    quantiles: {
                                        share: number;
                                        /** @description A number, or a time as ISO 8601. */
                                        value: number | string;
                                    }[];
                                } | null;
                                /** @description Of texts and booleans: the most frequent first. */
                                top_values: {
                                    value: string;
                                    rows: number;
                                }[];
                                /** @description What may be wrong with it. */
                                findings: {
                                    code: string;
                                    detail: string;
                                }[];
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
    "/api/v1/ai-analytics/models/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions side by side
         * @description Metrics with their confidence intervals, whether differences are more than chance, and what differs in how they were trained.
         */
        get: {
            parameters: {
                query: {
                    /**
                     * @description Two to five numbers; the first is what the others are held against.
                     * @example 1,2
                     */
                    versions: string;
                };
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
                            versions: number[];
                            /** @description Whether all were measured on the same rows. */
                            same_rows: boolean;
                            /** @description On the rows held out. */
                            metrics: {
                                metric: string;
                                is_higher_better: boolean | null;
                                values: {
                                    version: number;
                                    value: number | null;
                                    lower: number | null;
                                    upper: number | null;
                                }[];
                                differences: {
                                    version: number;
                                    against: number;
                                    difference: number;
                                    is_significant: boolean | null;
                                }[];
                            }[];
                            /** @description On live rows that both have scored and whose outcome is known, paired. */
                            live: {
                                version: number;
                                against: number;
                                rows: number;
                                /** @enum {unknown} */
                                metric: "log_loss" | "mse";
                                difference: number | null;
                                p_value: number | null;
                                /** @enum {unknown} */
                                verdict: "too_few_rows" | "no_difference" | "challenger_better" | "champion_better";
                                text: string;
                            }[];
                            /** @description How they were trained, where they differ. */
                            settings: {
                                name: string;
                                values: {
                                    version: number;
                                    /** @description As the version has it; null where it has none. */
                                    value: unknown;
                                }[];
                            }[];
                            /** @description Where they differ. */
                            hyperparameters: {
                                name: string;
                                values: {
                                    version: number;
                                    /** @description As the version has it; null where it has none. */
                                    value: unknown;
                                }[];
                            }[];
                            /** @description Those that not all have. */
                            features: {
                                name: string;
                                versions: number[];
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
    "/api/v1/ai-analytics/models/{id}/versions/{version}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a version as a file
         * @description How features are encoded, the parameters of every model, calibration: all that another program needs to give the same predictions. The form is described in docs/MODEL_EXPORT.md; its last member is a checksum. As an ONNX file it carries the same, for any runtime of that format.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Default `json`, which every version has. `onnx` is refused where a text is read word by word. An imported version is given as the ONNX file that came. */
                    format?: "json" | "onnx";
                };
                header?: never;
                path: {
                    id: number;
                    version: number;
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
    "/api/v1/ai-analytics/models/{id}/versions/{version}/reproduce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove a receipt
         * @description Trains again from the receipt of the version, as a job, and keeps nothing. Its result: `reproduced`, whether the same bytes came out; if not, `because`: `data_changed`, `code_version_changed` or `unknown`; `expected` and `found` are the fingerprints.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                    version: number;
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
    "/api/v1/ai-analytics/models/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The card of a model: what it is for and how far it can be trusted
         * @description Purpose, data, features, metrics beside a naive guess, calibration, limits, warnings, deployments, in the language of the reader: only what was said or measured. As Markdown with `Accept: text/markdown`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Default: the deployed version, or the latest while none is deployed. */
                    version?: number;
                };
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
                            version: number;
                            language: string;
                            title: string;
                            sections: {
                                /** @description The same in every language. */
                                key: string;
                                title: string;
                                paragraphs: string[];
                                table: {
                                    columns: string[];
                                    rows: string[][];
                                } | null;
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
    "/api/v1/ai-analytics/models/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Promote a version
         * @description From then on it answers predictions, with the settings of the version before; no request fails meanwhile. The baseline gate holds as for a deployment. A training under way is not disturbed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "version": 2,
                     *       "reason": "Better on the last month"
                     *     }
                     */
                    "application/json": {
                        version: number;
                        /** @description Why; kept in the history. */
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
    "/api/v1/ai-analytics/models/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll back to the version before
         * @description The version that was deployed before answers again; rolled back once more, the one before that. No request fails meanwhile.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "reason": "Answers too slowly"
                     *     }
                     */
                    "application/json": {
                        /** @description Why; kept in the history. */
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting" | "custom";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What it learns from, as it was asked for. */
                            training_data_source: {
                                dataset: string;
                                time_column?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description What every training of the model is told; a training request may say otherwise. */
                            training_options: {
                                /**
                                 * @description Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.
                                 * @example balanced
                                 */
                                class_weights?: "balanced" | {
                                    [key: string]: number;
                                };
                                /**
                                 * @description Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.
                                 * @example customer_id
                                 */
                                group_column?: string;
                                /**
                                 * @description Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.
                                 * @enum {unknown}
                                 */
                                calibration?: "auto" | "platt" | "isotonic" | "none";
                                /**
                                 * @description Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.
                                 * @example {
                                 *       "true_positive": 80,
                                 *       "false_positive": -20,
                                 *       "true_negative": 0,
                                 *       "false_negative": 0
                                 *     }
                                 */
                                payoff?: {
                                    true_positive: number;
                                    false_positive: number;
                                    true_negative: number;
                                    false_negative: number;
                                };
                                /** @description Features to use although they are known only after the moment of the row. */
                                allow_leakage?: string[];
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
                            frozen_at: string | null;
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
    "/api/v1/ai-analytics/models/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which version answered since when, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: {
                                id: number;
                                version: number;
                                /** @enum {unknown} */
                                kind: "deploy" | "promote" | "rollback";
                                auto_scaling: boolean;
                                monitoring_enabled: boolean;
                                /** @description Whether the baseline gate was passed by force. */
                                forced: boolean;
                                reason: string | null;
                                deployed_by: number | null;
                                /**
                                 * Format: date-time
                                 * @description Since when it answered.
                                 */
                                deployed_at: string;
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
    "/api/v1/ai-analytics/models/{id}/challenger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Champion and challenger side by side
         * @description Live figures since the challenge began, and whether one is better by more than chance on the rows that both have scored and whose outcome is known.
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
                            version: number;
                            /** @enum {unknown} */
                            mode: "shadow" | "canary";
                            share: number;
                            /**
                             * Format: date-time
                             * @description When the challenge began.
                             */
                            since: string;
                            champion: {
                                version: number;
                                /** @description Answered since the challenge began. */
                                predictions: number;
                                /** @description Scored beside an answer of the other. */
                                shadow_predictions: number;
                                /** @description Of its own answers, those whose outcome is known. */
                                feedback_count: number;
                                /** @description On the rows that both have scored and whose outcome is known. */
                                metrics: {
                                    [key: string]: number;
                                };
                            };
                            challenger: {
                                version: number;
                                /** @description Answered since the challenge began. */
                                predictions: number;
                                /** @description Scored beside an answer of the other. */
                                shadow_predictions: number;
                                /** @description Of its own answers, those whose outcome is known. */
                                feedback_count: number;
                                /** @description On the rows that both have scored and whose outcome is known. */
                                metrics: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Whether the difference is more than chance (level 0.05, at least 30 rows). */
                            comparison: {
                                /** @description That both have scored and whose outcome is known. */
                                rows: number;
                                /**
                                 * @description The mean loss that decides; lower is better.
                                 * @enum {unknown}
                                 */
                                metric: "log_loss" | "mse";
                                champion: number | null;
                                challenger: number | null;
                                difference: number | null;
                                p_value: number | null;
                                /** @enum {unknown} */
                                verdict: "too_few_rows" | "no_difference" | "challenger_better" | "champion_better";
                                /** @description The verdict in words. */
                                text: string;
                            };
                            /** @description Predictions that are still to be scored in the shadow; a moment after each answer none is left. */
                            pending: number;
                            /** @description Predictions whose input the version in the shadow could not read. */
                            refused: number;
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
         * Let a version challenge the deployed one
         * @description In the shadow it scores what the deployed version has answered, after the answer and without delaying it. As a canary it answers a share of the predictions, chosen by a hash of their ids, and its version stands in the answer; it must have beaten the naive baseline. One a model: it takes the place of another.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "version": 2,
                     *       "mode": "shadow",
                     *       "share": 1
                     *     }
                     */
                    "application/json": {
                        version: number;
                        /**
                         * @description `shadow` answers nobody and is only compared; `canary` answers a share of the predictions.
                         * @enum {unknown}
                         */
                        mode: "shadow" | "canary";
                        /** @description Share of the predictions that the challenger answers (canary: at most 0.5, default 0.1) or also scores (shadow: default 1). */
                        share?: number;
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
                            model_id: number;
                            version: number;
                            /** @enum {unknown} */
                            mode: "shadow" | "canary";
                            share: number;
                            /**
                             * Format: date-time
                             * @description When the challenge began.
                             */
                            since: string;
                            champion: {
                                version: number;
                                /** @description Answered since the challenge began. */
                                predictions: number;
                                /** @description Scored beside an answer of the other. */
                                shadow_predictions: number;
                                /** @description Of its own answers, those whose outcome is known. */
                                feedback_count: number;
                                /** @description On the rows that both have scored and whose outcome is known. */
                                metrics: {
                                    [key: string]: number;
                                };
                            };
                            challenger: {
                                version: number;
                                /** @description Answered since the challenge began. */
                                predictions: number;
                                /** @description Scored beside an answer of the other. */
                                shadow_predictions: number;
                                /** @description Of its own answers, those whose outcome is known. */
                                feedback_count: number;
                                /** @description On the rows that both have scored and whose outcome is known. */
                                metrics: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Whether the difference is more than chance (level 0.05, at least 30 rows). */
                            comparison: {
                                /** @description That both have scored and whose outcome is known. */
                                rows: number;
                                /**
                                 * @description The mean loss that decides; lower is better.
                                 * @enum {unknown}
                                 */
                                metric: "log_loss" | "mse";
                                champion: number | null;
                                challenger: number | null;
                                difference: number | null;
                                p_value: number | null;
                                /** @enum {unknown} */
                                verdict: "too_few_rows" | "no_difference" | "challenger_better" | "champion_better";
                                /** @description The verdict in words. */
                                text: string;
                            };
                            /** @description Predictions that are still to be scored in the shadow; a moment after each answer none is left. */
                            pending: number;
                            /** @description Predictions whose input the version in the shadow could not read. */
                            refused: number;
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
        /**
         * End a challenge
         * @description The deployed version answers alone. The challenger is kept as a version.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
    "/api/v1/ai-analytics/models/{id}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a deployed model now
         * @description Compares what it is asked and answers with its training, as a job; every model with `monitoring_enabled` is looked at by itself every few hours. See `…/drift`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
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
    "/api/v1/ai-analytics/models/{id}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is it still what it was trained for?
         * @description Drift of every feature and of the answers, live accuracy beside what was promised, volume: the latest look in full, all looks in short, and what began when.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            deployed_version: number | null;
                            monitoring_enabled: boolean;
                            latest: {
                                model_version: number;
                                /**
                                 * Format: date-time
                                 * @description When it was looked at.
                                 */
                                checked_at: string;
                                window: {
                                    from: string | null;
                                    to: string | null;
                                    predictions: number;
                                };
                                drift: {
                                    /** @enum {unknown} */
                                    state: "not_enough" | "stable" | "shifting" | "shifted";
                                    severity: ("low" | "medium" | "high") | null;
                                    /** @description In the reader's language. */
                                    text: string;
                                    score: {
                                        /** @description Population stability index: below 0.1 stable, from 0.25 shifted. */
                                        psi: number;
                                        /**
                                         * @description Kolmogorov–Smirnov for numbers, χ² for labels.
                                         * @enum {unknown}
                                         */
                                        test: "ks" | "chi2";
                                        statistic: number | null;
                                        p_value: number | null;
                                        /** @enum {unknown} */
                                        verdict: "stable" | "shifting" | "shifted";
                                        changes: string[];
                                    } | null;
                                    /** @description The farthest moved first. */
                                    features: {
                                        feature: string;
                                        /** @description The heading of the column. */
                                        label: string;
                                        /** @description Population stability index: below 0.1 stable, from 0.25 shifted. */
                                        psi: number;
                                        /**
                                         * @description Kolmogorov–Smirnov for numbers, χ² for labels.
                                         * @enum {unknown}
                                         */
                                        test: "ks" | "chi2";
                                        statistic: number | null;
                                        p_value: number | null;
                                        /** @description Of values and blanks together, adjusted for the number of features (Benjamini and Hochberg). */
                                        adjusted_p_value: number;
                                        /**
                                         * @description `not_judged`: a moment, which moves on by itself.
                                         * @enum {unknown}
                                         */
                                        verdict: "stable" | "shifting" | "shifted" | "not_judged";
                                        /** @description In the reader's language. */
                                        verdict_text: string;
                                        /** @description What changed, in the reader's language. */
                                        changes: string[];
                                        /** @description Share of blanks in the training. */
                                        missing_before: number;
                                        missing_now: number;
                                        /** @description Share of the answers whose value training never saw. */
                                        unseen_share: number;
                                        /** @description The most frequent of these, as they were sent. */
                                        unseen_values: string[];
                                    }[];
                                };
                                performance: {
                                    /** @enum {unknown} */
                                    state: "not_enough" | "as_expected" | "slipping" | "degraded";
                                    severity: ("low" | "medium" | "high") | null;
                                    /** @description In the reader's language. */
                                    text: string;
                                    /** @description What really happened, told within the last 28 days. */
                                    feedback_count: number;
                                    /** @description What decides; lower is better. */
                                    metric: string;
                                    /** @description By metric, with a 95 % interval. */
                                    live: {
                                        [key: string]: {
                                            value: number;
                                            lower: number;
                                            upper: number;
                                        };
                                    };
                                    /** @description By metric, with a 95 % interval. */
                                    held_out: {
                                        [key: string]: {
                                            value: number;
                                            lower: number;
                                            upper: number;
                                        };
                                    };
                                    worse_by: number | null;
                                    p_value: number | null;
                                    beats_baseline: boolean | null;
                                    /** @description Its intervals hold the truth clearly less often than they say. */
                                    undercovers: boolean;
                                };
                                volume: {
                                    /** @enum {unknown} */
                                    state: "not_enough" | "usual" | "quiet" | "busy";
                                    /** @description In the reader's language. */
                                    text: string;
                                    last_day: number;
                                    usual: number | null;
                                };
                            } | null;
                            /** @description The latest first. */
                            episodes: {
                                /** @enum {unknown} */
                                kind: "drift" | "performance";
                                model_version: number;
                                /** @enum {unknown} */
                                severity: "low" | "medium" | "high";
                                /** @description As it began, and as the event told it. */
                                figures: {
                                    [key: string]: unknown;
                                };
                                /**
                                 * Format: date-time
                                 * @description When it was first seen.
                                 */
                                opened_at: string;
                                over_at: string | null;
                                ending: ("recovered" | "replaced" | "unwatched") | null;
                            }[];
                            /** @description All looks, the latest first. */
                            items: {
                                model_version: number;
                                /**
                                 * Format: date-time
                                 * @description When it was looked at.
                                 */
                                checked_at: string;
                                predictions: number;
                                feedback_count: number;
                                /** @enum {unknown} */
                                drift_state: "not_enough" | "stable" | "shifting" | "shifted";
                                psi_max: number | null;
                                psi_score: number | null;
                                /** @enum {unknown} */
                                performance_state: "not_enough" | "as_expected" | "slipping" | "degraded";
                                worse_by: number | null;
                                predictions_last_day: number;
                            }[];
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
    "/api/v1/ai-analytics/models/{id}/retraining": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When is it trained anew, and what came of it? */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            policy: {
                                schedule: string | null;
                                on_error: {
                                    /** @enum {unknown} */
                                    metric: "accuracy" | "log_loss" | "brier" | "rmse" | "mae";
                                    /** @description Share by which the live figure is worse than the one on the rows held out; 0.2 is 20 %. */
                                    worse_by: number;
                                } | null;
                                /** @description While the features or the answers have shifted. */
                                on_drift: boolean;
                                /** @description No sooner after the last one began, whatever asks for it. */
                                min_days_between: number;
                                /** @description A new version that is better than the one that answers, by more than chance, answers from then on. Otherwise it waits for a person. */
                                auto_promote: boolean;
                            } | null;
                            next_run_at: string | null;
                            /** @description Trainings in a row that came to nothing. */
                            failures: number;
                            resting_until: string | null;
                            /** @description The latest first. */
                            items: {
                                /** @enum {unknown} */
                                trigger: "schedule" | "drift" | "error";
                                job_id: string;
                                champion_version: number;
                                challenger_version: number | null;
                                decision: ("promoted" | "awaiting" | "on_trial" | "kept" | "failed") | null;
                                reason: ("better" | "better_without_leave" | "better_live" | "undecided" | "not_better" | "worse" | "worse_live" | "not_comparable" | "overtaken" | "refused" | "training_failed" | "training_cancelled") | null;
                                reason_text: string | null;
                                comparison: {
                                    /**
                                     * @description The mean loss of a row: lower is better.
                                     * @enum {unknown}
                                     */
                                    metric: "log_loss" | "squared_error";
                                    rows: number;
                                    /** @description True: every row is newer than the champion. False: it may have been trained on some of them, which flatters it. */
                                    unseen_by_champion: boolean;
                                    champion: number;
                                    challenger: number;
                                    /** @description Champion minus challenger: positive where the challenger is better. */
                                    difference: number;
                                    standard_error: number;
                                    /** @description Two-sided, of a paired t-test. */
                                    p_value: number;
                                } | null;
                                live_comparison: {
                                    /** @enum {unknown} */
                                    metric: "log_loss" | "mse";
                                    rows: number;
                                    champion: number | null;
                                    challenger: number | null;
                                    difference: number | null;
                                    p_value: number | null;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description When it began.
                                 */
                                started_at: string;
                                decided_at: string | null;
                            }[];
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
        /**
         * Say when it is to be trained anew
         * @description By the clock, when its data has drifted, or when its error has grown. The new version replaces the one that answers only if it is better by more than chance, and only if `auto_promote` says so.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            /** @description What is left out is not done; `min_days_between` is then 7. */
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "schedule": "0 3 * * 1",
                     *       "on_drift": true,
                     *       "auto_promote": true
                     *     }
                     */
                    "application/json": {
                        schedule?: string | null;
                        /** @description While the features or the answers have shifted. */
                        on_drift?: boolean;
                        on_error?: {
                            /** @enum {unknown} */
                            metric: "accuracy" | "log_loss" | "brier" | "rmse" | "mae";
                            /** @description Share by which the live figure is worse than the one on the rows held out; 0.2 is 20 %. */
                            worse_by: number;
                        } | null;
                        /** @description No sooner after the last one began, whatever asks for it. */
                        min_days_between?: number;
                        /** @description A new version that is better than the one that answers, by more than chance, answers from then on. Otherwise it waits for a person. */
                        auto_promote?: boolean;
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
                            model_id: number;
                            policy: {
                                schedule: string | null;
                                on_error: {
                                    /** @enum {unknown} */
                                    metric: "accuracy" | "log_loss" | "brier" | "rmse" | "mae";
                                    /** @description Share by which the live figure is worse than the one on the rows held out; 0.2 is 20 %. */
                                    worse_by: number;
                                } | null;
                                /** @description While the features or the answers have shifted. */
                                on_drift: boolean;
                                /** @description No sooner after the last one began, whatever asks for it. */
                                min_days_between: number;
                                /** @description A new version that is better than the one that answers, by more than chance, answers from then on. Otherwise it waits for a person. */
                                auto_promote: boolean;
                            } | null;
                            next_run_at: string | null;
                            /** @description Trainings in a row that came to nothing. */
                            failures: number;
                            resting_until: string | null;
                            /** @description The latest first. */
                            items: {
                                /** @enum {unknown} */
                                trigger: "schedule" | "drift" | "error";
                                job_id: string;
                                champion_version: number;
                                challenger_version: number | null;
                                decision: ("promoted" | "awaiting" | "on_trial" | "kept" | "failed") | null;
                                reason: ("better" | "better_without_leave" | "better_live" | "undecided" | "not_better" | "worse" | "worse_live" | "not_comparable" | "overtaken" | "refused" | "training_failed" | "training_cancelled") | null;
                                reason_text: string | null;
                                comparison: {
                                    /**
                                     * @description The mean loss of a row: lower is better.
                                     * @enum {unknown}
                                     */
                                    metric: "log_loss" | "squared_error";
                                    rows: number;
                                    /** @description True: every row is newer than the champion. False: it may have been trained on some of them, which flatters it. */
                                    unseen_by_champion: boolean;
                                    champion: number;
                                    challenger: number;
                                    /** @description Champion minus challenger: positive where the challenger is better. */
                                    difference: number;
                                    standard_error: number;
                                    /** @description Two-sided, of a paired t-test. */
                                    p_value: number;
                                } | null;
                                live_comparison: {
                                    /** @enum {unknown} */
                                    metric: "log_loss" | "mse";
                                    rows: number;
                                    champion: number | null;
                                    challenger: number | null;
                                    difference: number | null;
                                    p_value: number | null;
                                } | null;
                                /**
                                 * Format: date-time
                                 * @description When it began.
                                 */
                                started_at: string;
                                decided_at: string | null;
                            }[];
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                        /**
                         * @description The record that the prediction is about, by its key: its fields go with the event `prediction_completed`, beside those of the input. Takes the permission to read data.
                         * @example {
                         *       "dataset": "customers",
                         *       "id": "C-1042"
                         *     }
                         */
                        entity?: {
                            dataset: string;
                            id: string | number;
                        };
                        /**
                         * @description False: the answer says not why, and takes a fraction of the time. It can be explained later, by its id.
                         * @default true
                         */
                        explain?: boolean;
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
                            /** @description The probability of the label; for a number, the measured coverage of its interval. */
                            confidence_score: number | null;
                            /** @description `base_value` and all contributions add up to the score of this record. The strongest first. Null where nobody asked why. */
                            explanation: {
                                /** @description The score of an average record. */
                                base_value: number;
                                /**
                                 * @description Of the score: log-odds or probability before calibration, or the target's own unit.
                                 * @enum {unknown}
                                 */
                                unit: "log_odds" | "probability" | "target";
                                contributions: {
                                    feature: string;
                                    value: string | number | boolean | null;
                                    contribution: number;
                                    /** @description The feature and its value in the reader's language. */
                                    text: string;
                                    /** @description Of prose: the words and pairs of words that carried most of it, the strongest first. */
                                    words?: {
                                        word: string;
                                        contribution: number;
                                    }[];
                                }[];
                            } | null;
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
                                /** @description The probability of the label; for a number, the measured coverage of its interval. */
                                confidence_score: number | null;
                                /** @description `base_value` and all contributions add up to the score of this record. The strongest first. Null where nobody asked why. */
                                explanation: {
                                    /** @description The score of an average record. */
                                    base_value: number;
                                    /**
                                     * @description Of the score: log-odds or probability before calibration, or the target's own unit.
                                     * @enum {unknown}
                                     */
                                    unit: "log_odds" | "probability" | "target";
                                    contributions: {
                                        feature: string;
                                        value: string | number | boolean | null;
                                        contribution: number;
                                        /** @description The feature and its value in the reader's language. */
                                        text: string;
                                        /** @description Of prose: the words and pairs of words that carried most of it, the strongest first. */
                                        words?: {
                                            word: string;
                                            contribution: number;
                                        }[];
                                    }[];
                                } | null;
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
                            /** @description The probability of the label; for a number, the measured coverage of its interval. */
                            confidence_score: number | null;
                            /** @description `base_value` and all contributions add up to the score of this record. The strongest first. Null where nobody asked why. */
                            explanation: {
                                /** @description The score of an average record. */
                                base_value: number;
                                /**
                                 * @description Of the score: log-odds or probability before calibration, or the target's own unit.
                                 * @enum {unknown}
                                 */
                                unit: "log_odds" | "probability" | "target";
                                contributions: {
                                    feature: string;
                                    value: string | number | boolean | null;
                                    contribution: number;
                                    /** @description The feature and its value in the reader's language. */
                                    text: string;
                                    /** @description Of prose: the words and pairs of words that carried most of it, the strongest first. */
                                    words?: {
                                        word: string;
                                        contribution: number;
                                    }[];
                                }[];
                            } | null;
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
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
    "/api/v1/monitoring/answer-cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often answers were known already
         * @description Of this node since it started, over all organizations. `hit_rate` in percent, `cache_size` in answers, `memory_usage` in bytes; see AI_PREDICTIONS_CACHE_TTL.
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
                            hits: number;
                            misses: number;
                            /** @example 82.5 */
                            hit_rate: number;
                            cache_size: number;
                            memory_usage: number;
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
    "/api/v1/ai-analytics/predict/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict many rows
         * @description Up to 1,000 `rows` are answered at once, as single predictions would be. A `dataset` is scored by a job with the version that is deployed now: results without explanations, in pages or as a file. Every row that is scored counts as a prediction; what a job has scored stands, however it ends.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        model_id: number;
                        /** @description Records to be answered at once. Either these or a dataset. */
                        rows?: {
                            [key: string]: unknown;
                        }[];
                        /** @description A dataset whose rows a job scores. */
                        dataset?: string;
                        /** @description With a dataset: the column whose values tell the rows apart in the results. */
                        key_column?: string;
                        /**
                         * @description With `rows`: a row that is not valid refuses all of them (the default), or is left out and its faults are told. Rows of a dataset without any value of a feature are always left out.
                         * @enum {unknown}
                         */
                        on_error?: "refuse" | "skip";
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
                            rows_scored: number;
                            rows_skipped: number;
                            items: {
                                /** @description Of the row in `rows`, from 0. */
                                index: number;
                                prediction?: {
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
                                    /** @description The probability of the label; for a number, the measured coverage of its interval. */
                                    confidence_score: number | null;
                                    /** @description `base_value` and all contributions add up to the score of this record. The strongest first. Null where nobody asked why. */
                                    explanation: {
                                        /** @description The score of an average record. */
                                        base_value: number;
                                        /**
                                         * @description Of the score: log-odds or probability before calibration, or the target's own unit.
                                         * @enum {unknown}
                                         */
                                        unit: "log_odds" | "probability" | "target";
                                        contributions: {
                                            feature: string;
                                            value: string | number | boolean | null;
                                            contribution: number;
                                            /** @description The feature and its value in the reader's language. */
                                            text: string;
                                            /** @description Of prose: the words and pairs of words that carried most of it, the strongest first. */
                                            words?: {
                                                word: string;
                                                contribution: number;
                                            }[];
                                        }[];
                                    } | null;
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
                                /** @description Why the row was left out. */
                                errors?: {
                                    pointer: string;
                                    code: string;
                                    detail: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @example job_01jd3h2v8k0000000000000000 */
                            job_id: string;
                            batch_id: number;
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
    "/api/v1/ai-analytics/predict/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List batches, latest first */
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
                                job_id: string;
                                model_id: number;
                                /** @description It answers all rows, whatever is deployed meanwhile. */
                                model_version: number;
                                dataset: string | null;
                                file_name: string | null;
                                key_column: string | null;
                                prediction_context: string | null;
                                rows_total: number | null;
                                /** @description So far. Each has counted as a prediction. */
                                rows_scored: number;
                                /** @description Left out, because no feature has a value. */
                                rows_without_features: number;
                                /** @description Of a file: left out, because a value cannot be read. */
                                rows_rejected: number;
                                /** Format: date-time */
                                created_at: string;
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
        /**
         * Predict the rows of a CSV file
         * @description The body is the file, in UTF-8, with a heading; its columns meet the features by name, others are passed over. Values are written as in a single prediction: numbers with a decimal point, times as ISO 8601. A job scores the rows with the version that is deployed now; rows that cannot be read are left out and listed. Every row that is scored counts as a prediction.
         */
        post: {
            parameters: {
                query: {
                    model_id: number;
                    /** @description The column whose values tell the rows apart in the results. */
                    key_column?: string;
                    /** @description What the prediction is for; kept with it. */
                    prediction_context?: string;
                };
                header?: {
                    /**
                     * @description The name of the file, percent-encoded.
                     * @example leads.csv
                     */
                    "x-file-name"?: string;
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
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
                            /** @example job_01jd3h2v8k0000000000000000 */
                            job_id: string;
                            batch_id: number;
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
    "/api/v1/ai-analytics/predict/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a batch */
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
                            job_id: string;
                            model_id: number;
                            /** @description It answers all rows, whatever is deployed meanwhile. */
                            model_version: number;
                            dataset: string | null;
                            file_name: string | null;
                            key_column: string | null;
                            prediction_context: string | null;
                            rows_total: number | null;
                            /** @description So far. Each has counted as a prediction. */
                            rows_scored: number;
                            /** @description Left out, because no feature has a value. */
                            rows_without_features: number;
                            /** @description Of a file: left out, because a value cannot be read. */
                            rows_rejected: number;
                            /** Format: date-time */
                            created_at: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predict/batches/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The results of a batch, in the order of the rows */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: {
                                /** @description Counted from 1, in the order of the dataset. */
                                row: number;
                                key: string | null;
                                prediction: number | null;
                                label?: string;
                                confidence_score: number | null;
                                interval?: {
                                    lower: number;
                                    upper: number;
                                };
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
    "/api/v1/ai-analytics/predict/batches/{id}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The results of a batch as a CSV file
         * @description Texts that a spreadsheet would run as a formula have an apostrophe in front.
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
    "/api/v1/ai-analytics/predict/batches/{id}/rejected-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows of a file that were not scored
         * @description A CSV file with line, column, reason, value and the row itself.
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
    "/api/v1/ai-analytics/predict/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What if?
         * @description Compares changes of one record, and lets a feature go through its values. Nothing is kept, and nothing counts as a prediction. `difference` and the curve say what the model expects of such records, not what would happen if somebody changed them.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                     *       "changes": [
                     *         {
                     *           "marketing_spend": 30000
                     *         }
                     *       ],
                     *       "vary": {
                     *         "feature": "marketing_spend",
                     *         "from": 0,
                     *         "to": 50000,
                     *         "steps": 11
                     *       }
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
                        changes?: {
                            [key: string]: unknown;
                        }[];
                        /** @description Lets one feature go through its values while the others stay: a number or a time from `from` to `to` (by default the range that the training saw), a category or a boolean through all of its values. */
                        vary?: {
                            feature: string;
                            from?: number | string;
                            to?: number | string;
                            /** @default 20 */
                            steps?: number;
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
                            model_id: number;
                            model_version: number;
                            base: {
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
                                /** @description The probability of the label; for a number, the measured coverage of its interval. */
                                confidence_score: number | null;
                                /** @description What makes this answer less certain than others. */
                                warnings?: {
                                    code: string;
                                    detail: string;
                                    pointer: string;
                                }[];
                                /** @description `base_value` and all contributions add up to the score of this record. The strongest first. */
                                explanation: {
                                    /** @description The score of an average record. */
                                    base_value: number;
                                    /**
                                     * @description Of the score: log-odds or probability before calibration, or the target's own unit.
                                     * @enum {unknown}
                                     */
                                    unit: "log_odds" | "probability" | "target";
                                    contributions: {
                                        feature: string;
                                        value: string | number | boolean | null;
                                        contribution: number;
                                        /** @description The feature and its value in the reader's language. */
                                        text: string;
                                        /** @description Of prose: the words and pairs of words that carried most of it, the strongest first. */
                                        words?: {
                                            word: string;
                                            contribution: number;
                                        }[];
                                    }[];
                                };
                            };
                            variants: {
                                /**
                                 * @description What differs from `input_data`: features by name; null takes the value away.
                                 * @example {
                                 *       "marketing_spend": 30000
                                 *     }
                                 */
                                changes: {
                                    [key: string]: unknown;
                                };
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
                                /** @description The probability of the label; for a number, the measured coverage of its interval. */
                                confidence_score: number | null;
                                /** @description What makes this answer less certain than others. */
                                warnings?: {
                                    code: string;
                                    detail: string;
                                    pointer: string;
                                }[];
                                /** @description Of `prediction` to that of the base; with several classes, of the probability of its label. */
                                difference: number;
                                /** @description Contributions that are others than in the base, the strongest change first. */
                                moved: {
                                    feature: string;
                                    value: string | number | boolean | null;
                                    before: number;
                                    after: number;
                                    change: number;
                                    text: string;
                                }[];
                            }[];
                            curve?: {
                                feature: string;
                                points: {
                                    value: string | number | boolean;
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
                                }[];
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
    "/api/v1/ai-analytics/predictions/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain a prediction
         * @description Computed anew by the version that made it, in words of the reader's language.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The class whose score is explained; by default the one that was predicted. */
                        class?: string | number | boolean;
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
                            prediction_id: string;
                            model_id: number;
                            model_version: number;
                            class?: string | number | boolean;
                            base_value: number;
                            /** @description `base_value` and all contributions. */
                            score: number;
                            /** @enum {unknown} */
                            unit: "log_odds" | "probability" | "target";
                            summary: string;
                            contributions: {
                                feature: string;
                                value: string | number | boolean | null;
                                contribution: number;
                                text: string;
                                /** @description What it did to the score, in words. */
                                effect: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-analytics/predictive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List analyses, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    kind?: "revenue_forecast" | "service_demand" | "customer_churn" | "inventory_optimization";
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
                                /** @enum {unknown} */
                                kind: "revenue_forecast" | "service_demand" | "customer_churn" | "inventory_optimization";
                                /** @enum {unknown} */
                                status: "running" | "succeeded" | "failed" | "cancelled";
                                job_id: string;
                                /** @description As it was carried out, with every default filled in. */
                                parameters: unknown;
                                /** @description The organization’s day, zone and currency at the time. */
                                made_for: {
                                    /** Format: date */
                                    today: string;
                                    time_zone: string;
                                    currency: string;
                                };
                                /** @description What it was computed from, as it stood. */
                                data: {
                                    dataset: string;
                                    rows: number;
                                    /** Format: date-time */
                                    updated_at: string;
                                }[];
                                /** @description What came out, in the reader’s language. */
                                summary: string[];
                                /** @description What to bear in mind, in the reader’s language. */
                                notes: string[];
                                /** Format: date-time */
                                created_at: string;
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
        /**
         * Generate predictive analytics
         * @description Answers a question about the standard datasets and keeps the answer. What is ready within `wait_seconds` comes at once; for the rest a job is named, and the answer is read by `analysis_id` when it has ended.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "revenue_forecast";
                        /**
                         * @example {
                         *       "grain": "month",
                         *       "horizon": 6,
                         *       "dimension": "region",
                         *       "what_if": [
                         *         {
                         *           "name": "Spring sale",
                         *           "promotion": {
                         *             "from": "2026-04-10",
                         *             "days": 7,
                         *             "discount": 0.2
                         *           }
                         *         }
                         *       ]
                         *     }
                         */
                        parameters?: {
                            /**
                             * @default month
                             * @enum {unknown}
                             */
                            grain?: "day" | "week" | "month" | "quarter";
                            /** @description Periods ahead. Default: 28 days, 13 weeks, 6 months or 4 quarters. */
                            horizon?: number;
                            /**
                             * @description Also by this: the parts add up to the total. Plans with advanced AI. `segment` is of customers, `category` of products.
                             * @enum {unknown}
                             */
                            dimension?: "region" | "channel" | "segment" | "category";
                            /**
                             * @description Shares of outcomes that intervals shall hold.
                             * @default [
                             *       0.8,
                             *       0.95
                             *     ]
                             */
                            levels?: number[];
                            /**
                             * @description Orders that count, where orders have a status.
                             * @default [
                             *       "completed"
                             *     ]
                             */
                            statuses?: string[];
                            /**
                             * Format: date
                             * @description Nothing before this day counts.
                             */
                            history_from?: string;
                            /**
                             * @description Days unlike others, past and to come: `12-25` every year, `2026-04-03` once.
                             * @example [
                             *       "01-01",
                             *       "12-25"
                             *     ]
                             */
                            holidays?: string[];
                            /** @description Those to come. Default: the same days as in the year before. */
                            promotions?: {
                                /** Format: date */
                                from: string;
                                days: number;
                            }[];
                            /** @description What one of a currency is worth in that of the organization. Needed where orders have several. */
                            exchange_rates?: {
                                [key: string]: number;
                            };
                            /** @description Held against the forecast. */
                            what_if?: {
                                name: string;
                                /** @description Of all prices, as a share: 0.05 is 5 % more. */
                                price_change?: number;
                                /** @description Of the marketing spend, as a share. */
                                spend_change?: number;
                                /** @description One more than those that are expected anyway. */
                                promotion?: {
                                    /** Format: date */
                                    from: string;
                                    days: number;
                                    /** @description Off all prices, as a share. */
                                    discount: number;
                                };
                            }[];
                        };
                        /**
                         * @description How long to wait for the answer before a job is named instead (202).
                         * @default 10
                         */
                        wait_seconds?: number;
                        /**
                         * @description Compute it anew. By default the same question over unchanged data gets the answer that is there.
                         * @default false
                         */
                        fresh?: boolean;
                    } | {
                        /** @enum {string} */
                        kind: "service_demand";
                        /**
                         * @example {
                         *       "horizon_days": 28,
                         *       "target": {
                         *         "share": 0.8,
                         *         "within_minutes": 30
                         *       },
                         *       "handling_minutes": {
                         *         "delivery": 9,
                         *         "billing": 14,
                         *         "technical": 25
                         *       },
                         *       "wage_per_hour": 24
                         *     }
                         */
                        parameters?: {
                            /** @default 28 */
                            horizon_days?: number;
                            /** @default 156 */
                            history_weeks?: number;
                            /**
                             * @description Each has people of its own. `none`: all requests are one queue.
                             * @default queue
                             * @enum {unknown}
                             */
                            by?: "queue" | "contact" | "none";
                            /** @description This share of the requests is responded to within so long. Default: 80 % within 30 minutes. */
                            target?: {
                                share: number;
                                within_minutes: number;
                            };
                            /** @description Work that a request takes, of all queues or by queue. Default: the mean of the column `handling_minutes`; where there is none, volumes are forecast without staff. */
                            handling_minutes?: number | {
                                [key: string]: number;
                            };
                            /**
                             * @description Share of paid time away from requests.
                             * @default 0.3
                             */
                            shrinkage?: number;
                            /**
                             * @description Nobody is busy for more of the time.
                             * @default 0.9
                             */
                            max_occupancy?: number;
                            /** @description A weekday that is not named is closed. What comes while it is closed waits for the next opening. Default: the hours in which requests come. */
                            opening_hours?: {
                                monday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                tuesday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                wednesday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                thursday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                friday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                saturday?: {
                                    from: number;
                                    to: number;
                                } | null;
                                sunday?: {
                                    from: number;
                                    to: number;
                                } | null;
                            };
                            /** @description In the organization’s currency; gives costs. */
                            wage_per_hour?: number;
                            /** @description Days unlike others, past and to come: `12-25` every year, `2026-04-03` once. */
                            holidays?: string[];
                            /**
                             * @description Of so many days every hour is told.
                             * @default 14
                             */
                            detail_days?: number;
                        };
                        /**
                         * @description How long to wait for the answer before a job is named instead (202).
                         * @default 10
                         */
                        wait_seconds?: number;
                        /**
                         * @description Compute it anew. By default the same question over unchanged data gets the answer that is there.
                         * @default false
                         */
                        fresh?: boolean;
                    } | {
                        /** @enum {string} */
                        kind: "customer_churn";
                        /**
                         * @example {}
                         * @example {
                         *       "horizon_days": 365,
                         *       "contact_cost": 4,
                         *       "save_rate": 0.15
                         *     }
                         */
                        parameters?: {
                            /**
                             * @description Over how many days a customer’s value is added up.
                             * @default 365
                             */
                            horizon_days?: number;
                            /**
                             * @description What contacting one customer costs, in the currency of the answer.
                             * @default 5
                             */
                            contact_cost?: number;
                            /**
                             * @description Of customers who would leave, the share that a contact keeps. An assumption until it is measured.
                             * @default 0.1
                             */
                            save_rate?: number;
                            /** @description What is earned of each unit of sales; by default what order_lines say, else sales themselves are counted. */
                            margin?: number;
                            /**
                             * @description Of money a year later, a year.
                             * @default 0.1
                             */
                            discount_rate?: number;
                            /** @default 30 */
                            min_window_days?: number;
                            /**
                             * @description However rarely somebody buys, after so many days without an order they count as lost.
                             * @default 180
                             */
                            max_window_days?: number;
                            /** @description A date column of customers that says when they left, where that is known: it is learned from instead of silence. */
                            lost_on_column?: string;
                            /**
                             * @description A text column of customers.
                             * @default segment
                             */
                            segment_by?: string;
                            /** @description Orders of these do not count; default cancelled, canceled, refunded. */
                            excluded_statuses?: string[];
                            /** @description What one of a currency is worth in that of the organization. Needed where orders have several. */
                            exchange_rates?: {
                                [key: string]: number;
                            };
                            /**
                             * @default logistic_regression
                             * @enum {unknown}
                             */
                            algorithm?: "logistic_regression" | "gradient_boosting" | "ensemble";
                        };
                        /**
                         * @description How long to wait for the answer before a job is named instead (202).
                         * @default 10
                         */
                        wait_seconds?: number;
                        /**
                         * @description Compute it anew. By default the same question over unchanged data gets the answer that is there.
                         * @default false
                         */
                        fresh?: boolean;
                    } | {
                        /** @enum {string} */
                        kind: "inventory_optimization";
                        /**
                         * @example {}
                         * @example {
                         *       "service": "fill",
                         *       "service_levels": {
                         *         "a": 0.98,
                         *         "b": 0.95,
                         *         "c": 0.9
                         *       }
                         *     }
                         */
                        parameters?: {
                            /**
                             * @description fill: share of the demand that is served at once; cycle: share of the orders before whose arrival nothing was short.
                             * @default fill
                             * @enum {unknown}
                             */
                            service?: "fill" | "cycle";
                            /** @description By class: A items make up 80 % of the sales, B the next 15 %. */
                            service_levels?: {
                                /** @default 0.98 */
                                a?: number;
                                /** @default 0.95 */
                                b?: number;
                                /** @default 0.9 */
                                c?: number;
                            };
                            /**
                             * @description Of one order, whatever its size.
                             * @default 40
                             */
                            order_cost?: number;
                            /**
                             * @description What keeping a unit for a year costs, as a share of its cost.
                             * @default 0.25
                             */
                            holding_rate?: number;
                            /**
                             * @description Of items of which neither products nor movements tell it.
                             * @default 14
                             */
                            lead_time_days?: number;
                            /**
                             * @description Days between two looks at the stock.
                             * @default 1
                             */
                            review_days?: number;
                            /**
                             * @description What becomes of demand that is not there.
                             * @default lost
                             * @enum {unknown}
                             */
                            unmet?: "lost" | "waits";
                            /**
                             * @description Stock beyond the demand of so many days is too much.
                             * @default 180
                             */
                            overstock_days?: number;
                            /** @description Orders of these were not wanted in the end; default cancelled, canceled, refunded. */
                            excluded_statuses?: string[];
                        };
                        /**
                         * @description How long to wait for the answer before a job is named instead (202).
                         * @default 10
                         */
                        wait_seconds?: number;
                        /**
                         * @description Compute it anew. By default the same question over unchanged data gets the answer that is there.
                         * @default false
                         */
                        fresh?: boolean;
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
                            /** @enum {unknown} */
                            kind: "revenue_forecast" | "service_demand" | "customer_churn" | "inventory_optimization";
                            /** @enum {unknown} */
                            status: "running" | "succeeded" | "failed" | "cancelled";
                            job_id: string;
                            /** @description As it was carried out, with every default filled in. */
                            parameters: unknown;
                            /** @description The organization’s day, zone and currency at the time. */
                            made_for: {
                                /** Format: date */
                                today: string;
                                time_zone: string;
                                currency: string;
                            };
                            /** @description What it was computed from, as it stood. */
                            data: {
                                dataset: string;
                                rows: number;
                                /** Format: date-time */
                                updated_at: string;
                            }[];
                            /** @description What came out, in the reader’s language. */
                            summary: string[];
                            /** @description What to bear in mind, in the reader’s language. */
                            notes: string[];
                            /** Format: date-time */
                            created_at: string;
                            finished_at: string | null;
                            /** @description By `kind`; null until it has succeeded. */
                            result: {
                                currency: string;
                                history: {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    to: string;
                                    periods: number;
                                    /** @description The latest 120. */
                                    revenue: {
                                        /** Format: date */
                                        period: string;
                                        /** @description In `currency`. */
                                        revenue: number;
                                    }[];
                                };
                                forecast: {
                                    /**
                                     * Format: date
                                     * @description Its first day.
                                     */
                                    period: string;
                                    /** @description In `currency`. */
                                    revenue: number;
                                    intervals: {
                                        level: number;
                                        /** @description In `currency`. */
                                        lower: number;
                                        /** @description In `currency`. */
                                        upper: number;
                                    }[];
                                    /** @description In money; they sum to the revenue. `level`, `trend`, `season`, `calendar`, `holiday`, `promotion`. */
                                    components: {
                                        [key: string]: number;
                                    };
                                }[];
                                total: {
                                    /** @description In `currency`. */
                                    revenue: number;
                                    intervals: {
                                        level: number;
                                        /** @description In `currency`. */
                                        lower: number;
                                        /** @description In `currency`. */
                                        upper: number;
                                    }[];
                                    year_before: number | null;
                                };
                                /** @enum {unknown} */
                                method: "combination" | "seasonal_naive";
                                members: {
                                    name: string;
                                    weight: number;
                                }[];
                                accuracy: {
                                    origins: number;
                                    horizon: number;
                                    wape: number | null;
                                    smape: number | null;
                                    mase: number | null;
                                    naive: {
                                        wape: number | null;
                                        smape: number | null;
                                        mase: number | null;
                                    };
                                    /** @description Then the last season is repeated instead. */
                                    is_naive_better: boolean;
                                    coverage: {
                                        level: number;
                                        measured: number;
                                    }[];
                                } | null;
                                by: {
                                    /** @enum {unknown} */
                                    dimension: "region" | "channel" | "segment" | "category";
                                    parts: {
                                        value: string | null;
                                        /** @description All that have no part of their own. */
                                        is_rest: boolean;
                                        /** @description In `currency`. */
                                        revenue: number;
                                        forecast: {
                                            /**
                                             * Format: date
                                             * @description Its first day.
                                             */
                                            period: string;
                                            /** @description In `currency`. */
                                            revenue: number;
                                            intervals: {
                                                level: number;
                                                /** @description In `currency`. */
                                                lower: number;
                                                /** @description In `currency`. */
                                                upper: number;
                                            }[];
                                        }[];
                                        accuracy: {
                                            origins: number;
                                            horizon: number;
                                            wape: number | null;
                                            smape: number | null;
                                            mase: number | null;
                                            naive: {
                                                wape: number | null;
                                                smape: number | null;
                                                mase: number | null;
                                            };
                                            /** @description Then the last season is repeated instead. */
                                            is_naive_better: boolean;
                                            coverage: {
                                                level: number;
                                                measured: number;
                                            }[];
                                        } | null;
                                    }[];
                                    /** @enum {unknown} */
                                    reconciled: "wls" | "ols" | "bottom_up";
                                } | null;
                                drivers: {
                                    /** @description That the effects were learned from. */
                                    days: number;
                                    /** @description Share of the variance of the logarithm of volume. */
                                    explained: number;
                                    price_elasticity: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    promotion_uplift: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    after_promotion: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    spend_elasticity: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    change: {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                        /** @description In `currency`. */
                                        revenue: number;
                                        /** @description In `currency`. */
                                        revenue_before: number;
                                        parts: {
                                            /** @enum {unknown} */
                                            driver: "price" | "price_response" | "promotion" | "spend" | "calendar" | "trend" | "other";
                                            /** @description In `currency`. */
                                            amount: number;
                                        }[];
                                    } | null;
                                } | null;
                                scenarios: {
                                    name: string;
                                    /** @enum {unknown} */
                                    status: "computed" | "refused";
                                    /** @description What never changed, so that nothing is known of it. */
                                    refused_because?: ("price" | "promotion" | "spend")[];
                                    /** @description What goes beyond all that was ever observed. */
                                    extrapolates?: ("price" | "promotion" | "spend")[];
                                    /** @description In `currency`. */
                                    revenue?: number;
                                    difference?: {
                                        /** @description In `currency`. */
                                        amount: number;
                                        level: number;
                                        lower: number;
                                        upper: number;
                                    };
                                    /** @description In `currency`. */
                                    extra_spend?: number;
                                }[];
                            } | {
                                currency: string;
                                history: {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    to: string;
                                    requests: number;
                                    outside_hours: number;
                                };
                                opening_hours: {
                                    is_learned: boolean;
                                    hours: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        from: number;
                                        to: number;
                                    }[];
                                };
                                dates: {
                                    /** Format: date */
                                    date: string;
                                    requests: number;
                                    /** @description Interval of 80 %. */
                                    lower: number;
                                    upper: number;
                                    staff_hours: number | null;
                                    paid_hours: number | null;
                                }[];
                                queues: {
                                    queue: string | null;
                                    /** @description All that have no queue of their own. */
                                    is_rest: boolean;
                                    requests: number;
                                    handling_minutes: number | null;
                                    staff_hours: number | null;
                                    paid_hours: number | null;
                                    /** @description A mean week, hours in which it is open. */
                                    week: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        hour: number;
                                        requests: number;
                                        staff: number | null;
                                    }[];
                                    accuracy: {
                                        origins: number;
                                        horizon_days: number;
                                        daily: {
                                            wape: number | null;
                                            naive: {
                                                wape: number | null;
                                            };
                                        };
                                        hourly: {
                                            wape: number | null;
                                            naive: {
                                                wape: number | null;
                                            };
                                            coverage_80: number | null;
                                        };
                                    } | null;
                                }[];
                                detail: {
                                    /** Format: date */
                                    date: string;
                                    hour: number;
                                    queue: string | null;
                                    /** @description Interval of 80 %. */
                                    lower: number;
                                    upper: number;
                                    requests: number;
                                    staff: number | null;
                                }[];
                                staffing: {
                                    share: number;
                                    within_minutes: number;
                                    /** @description On duty. */
                                    staff_hours: number;
                                    /** @description Paid for that, absences included. */
                                    paid_hours: number;
                                    cost: number | null;
                                    extra_cost: number | null;
                                    expected_share: number | null;
                                    occupancy: number | null;
                                    /** @description The target with one team for all queues. */
                                    pooled: {
                                        share: number;
                                        within_minutes: number;
                                        /** @description On duty. */
                                        staff_hours: number;
                                        /** @description Paid for that, absences included. */
                                        paid_hours: number;
                                        cost: number | null;
                                        extra_cost: number | null;
                                    } | null;
                                    /** @description What it takes to be faster, or slower. */
                                    alternatives: {
                                        share: number;
                                        within_minutes: number;
                                        /** @description On duty. */
                                        staff_hours: number;
                                        /** @description Paid for that, absences included. */
                                        paid_hours: number;
                                        cost: number | null;
                                        extra_cost: number | null;
                                    }[];
                                } | null;
                                recent: {
                                    weeks: number;
                                    requests: number;
                                    share: number | null;
                                    median_minutes: number | null;
                                    queues: {
                                        queue: string | null;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                    by_week: {
                                        /** Format: date */
                                        week: string;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                    worst_hours: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        hour: number;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                } | null;
                            } | {
                                /** Format: date */
                                as_of: string;
                                /** @description Of the orders; where they have several, the organization’s. */
                                currency: string;
                                definition: {
                                    /** @enum {unknown} */
                                    kind: "inactivity" | "column";
                                    /** @description Of customers who still are some, the share that orders again within their window. */
                                    back_in_time: number;
                                    least_days: number;
                                    median_days: number;
                                    most_days: number;
                                };
                                /** @enum {unknown} */
                                method: "classifier" | "bg_nbd";
                                algorithm: string | null;
                                /** @description BG/NBD, in days. */
                                buying: {
                                    r: number;
                                    alpha: number;
                                    a: number;
                                    b: number;
                                };
                                learned_from: {
                                    /** Format: date */
                                    day: string;
                                    customers: number;
                                    lost: number;
                                }[];
                                quality: {
                                    /** Format: date */
                                    day: string;
                                    customers: number;
                                    lost: number;
                                    model: {
                                        roc_auc: number | null;
                                        log_loss: number | null;
                                        brier: number | null;
                                        ece: number | null;
                                        lift_top_decile: number | null;
                                    };
                                    baseline: {
                                        roc_auc: number | null;
                                        log_loss: number | null;
                                        brier: number | null;
                                        ece: number | null;
                                        lift_top_decile: number | null;
                                    };
                                    /** @description Of the orders of the days after `day`, as it was expected then. */
                                    value_expected: number;
                                    value_came: number;
                                } | null;
                                customers: {
                                    active: number;
                                    lost: number;
                                    without_orders: number;
                                };
                                expected_to_leave: number;
                                value_at_risk: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                };
                                contacts: {
                                    /** @description Whose contact is worth more than it costs. */
                                    customers: number;
                                    cost: number;
                                    /** @description Of all of them, costs taken off. */
                                    value_saved: number;
                                };
                                margin: {
                                    share: number;
                                    /** @enum {unknown} */
                                    source: "given" | "order_lines" | "none";
                                };
                                /** @description Of all, then by segment. */
                                survival: {
                                    name: string;
                                    customers: number;
                                    lost: number;
                                    value_at_risk: number;
                                    median_days: number | null;
                                    survival: {
                                        day: number;
                                        share: number;
                                        lower: number;
                                        upper: number;
                                    }[];
                                }[];
                                /** @description The first of the list; all of it is under `…/items`. */
                                top: {
                                    customer_id: string | number;
                                    customer_name: string | null;
                                    segment: string | null;
                                    /** @enum {unknown} */
                                    status: "active" | "lost";
                                    /**
                                     * @description From 0.3 medium, from 0.6 high.
                                     * @enum {unknown}
                                     */
                                    risk: "low" | "medium" | "high";
                                    /** @description Chance that the customer orders nothing within `window_days`. */
                                    probability: number;
                                    window_days: number;
                                    silence_days: number;
                                    usual_gap_days: number;
                                    orders: number;
                                    /** @description Expected over the horizon from somebody who is still a customer. */
                                    value: number;
                                    /** @description probability × value. */
                                    value_at_risk: number;
                                    value_at_risk_lower: number;
                                    value_at_risk_upper: number;
                                    value_saved: number | null;
                                }[];
                            } | {
                                /** Format: date */
                                as_of: string;
                                /** @description Prices and costs are taken to be in that of the orders; where they have several, in the organization’s. */
                                currency: string;
                                days_of_history: number;
                                products: number;
                                orders: {
                                    items: number;
                                    units: number;
                                    cost: number;
                                    prevents: number;
                                };
                                classes: {
                                    /** @enum {unknown} */
                                    class: "A" | "B" | "C";
                                    items: number;
                                    target: number;
                                    simulated: number | null;
                                    last_year: number | null;
                                }[];
                                service: {
                                    /** @enum {unknown} */
                                    kind: "fill" | "cycle";
                                    target: number | null;
                                    simulated: number | null;
                                };
                                /** @description What the plan costs, simulated. */
                                a_year: {
                                    /** @description At cost, on average, by the plan. */
                                    stock_value: number;
                                    holding_cost: number;
                                    ordering_cost: number;
                                    missed_margin: number;
                                };
                                last_year: {
                                    stock_value: number;
                                    holding_cost: number;
                                    /** @description Wanted, and not there: estimated from the days around those without stock. */
                                    missed_units: number;
                                    missed_margin: number;
                                    /** @description Days on which an item ran out, over all items. */
                                    days_out: number;
                                    fill_rate: number | null;
                                };
                                excess: {
                                    dead_items: number;
                                    overstocked_items: number;
                                    value: number;
                                };
                                /** @description Of demand until an order is there, over past stretches that forecasts had not seen: the sum of errors by the sum of demand. */
                                accuracy: {
                                    wape: number | null;
                                    naive_wape: number | null;
                                    stretches: number;
                                };
                                families: {
                                    name: string;
                                    items: number;
                                    members: {
                                        name: string;
                                        weight: number;
                                    }[];
                                    /** @description Units of each of the next weeks. */
                                    forecast: number[];
                                }[];
                                /** @description The first of the list; all of it is under `…/items`. */
                                top: {
                                    product_id: string | number;
                                    product_name: string | null;
                                    category: string | null;
                                    /** @enum {unknown} */
                                    class: "A" | "B" | "C";
                                    /** @enum {unknown} */
                                    status: "order_now" | "enough" | "overstock" | "dead" | "no_demand";
                                    /** @enum {unknown} */
                                    pattern: "smooth" | "intermittent" | "erratic" | "lumpy" | "none";
                                    /** @enum {unknown} */
                                    demand_method: "family_share" | "family_share_slow" | "sba" | "tsb";
                                    /** @description Expected until an order would be there. */
                                    demand_a_day: number;
                                    demand_30_days: number;
                                    /** @description The mean. */
                                    lead_time_days: number;
                                    /** @enum {unknown} */
                                    lead_time_source: "seen" | "family" | "given" | "assumed";
                                    on_hand: number;
                                    on_order: number;
                                    reorder_point: number | null;
                                    safety_stock: number | null;
                                    order_quantity: number | null;
                                    service_target: number;
                                    service_simulated: number | null;
                                    /** @description To be ordered today. */
                                    order_units: number;
                                    /** @description Of these units, and of the order. */
                                    order_cost: number;
                                    /** @description Expected to be short, did nobody order until the next order. */
                                    prevents_units: number;
                                    /** @description Their margin. */
                                    prevents: number;
                                    order_in_days: number | null;
                                    excess_units: number;
                                    /** @description At cost: what dead stock and overstock bind. */
                                    excess_value: number;
                                    /** @description Of the last year: wanted, and not there. */
                                    missed_units: number;
                                    missed_margin: number;
                                    /** @description Of the last year. */
                                    days_out: number;
                                }[];
                            } | null;
                            error: {
                                code: string;
                                title: string;
                                detail: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job_id: string;
                            analysis_id: number;
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
    "/api/v1/ai-analytics/predictive/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an analysis found, one by one
         * @description Customers by what contacting them saves; products by what ordering them prevents. Empty where a kind has no list.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
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
                            items: ({
                                /** @description From 1, in the order of the list. */
                                position: number;
                                /** @description Why it stands there, the strongest first, in the reader’s language. */
                                reasons: string[];
                                /** @description What speaks against it, or is to be borne in mind. */
                                notes: string[];
                            } & {
                                [key: string]: unknown;
                            })[];
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
    "/api/v1/ai-analytics/predictive/{id}/items/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an analysis found as a CSV file */
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
    "/api/v1/ai-analytics/predictive/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an analysis */
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
                            /** @enum {unknown} */
                            kind: "revenue_forecast" | "service_demand" | "customer_churn" | "inventory_optimization";
                            /** @enum {unknown} */
                            status: "running" | "succeeded" | "failed" | "cancelled";
                            job_id: string;
                            /** @description As it was carried out, with every default filled in. */
                            parameters: unknown;
                            /** @description The organization’s day, zone and currency at the time. */
                            made_for: {
                                /** Format: date */
                                today: string;
                                time_zone: string;
                                currency: string;
                            };
                            /** @description What it was computed from, as it stood. */
                            data: {
                                dataset: string;
                                rows: number;
                                /** Format: date-time */
                                updated_at: string;
                            }[];
                            /** @description What came out, in the reader’s language. */
                            summary: string[];
                            /** @description What to bear in mind, in the reader’s language. */
                            notes: string[];
                            /** Format: date-time */
                            created_at: string;
                            finished_at: string | null;
                            /** @description By `kind`; null until it has succeeded. */
                            result: {
                                currency: string;
                                history: {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    to: string;
                                    periods: number;
                                    /** @description The latest 120. */
                                    revenue: {
                                        /** Format: date */
                                        period: string;
                                        /** @description In `currency`. */
                                        revenue: number;
                                    }[];
                                };
                                forecast: {
                                    /**
                                     * Format: date
                                     * @description Its first day.
                                     */
                                    period: string;
                                    /** @description In `currency`. */
                                    revenue: number;
                                    intervals: {
                                        level: number;
                                        /** @description In `currency`. */
                                        lower: number;
                                        /** @description In `currency`. */
                                        upper: number;
                                    }[];
                                    /** @description In money; they sum to the revenue. `level`, `trend`, `season`, `calendar`, `holiday`, `promotion`. */
                                    components: {
                                        [key: string]: number;
                                    };
                                }[];
                                total: {
                                    /** @description In `currency`. */
                                    revenue: number;
                                    intervals: {
                                        level: number;
                                        /** @description In `currency`. */
                                        lower: number;
                                        /** @description In `currency`. */
                                        upper: number;
                                    }[];
                                    year_before: number | null;
                                };
                                /** @enum {unknown} */
                                method: "combination" | "seasonal_naive";
                                members: {
                                    name: string;
                                    weight: number;
                                }[];
                                accuracy: {
                                    origins: number;
                                    horizon: number;
                                    wape: number | null;
                                    smape: number | null;
                                    mase: number | null;
                                    naive: {
                                        wape: number | null;
                                        smape: number | null;
                                        mase: number | null;
                                    };
                                    /** @description Then the last season is repeated instead. */
                                    is_naive_better: boolean;
                                    coverage: {
                                        level: number;
                                        measured: number;
                                    }[];
                                } | null;
                                by: {
                                    /** @enum {unknown} */
                                    dimension: "region" | "channel" | "segment" | "category";
                                    parts: {
                                        value: string | null;
                                        /** @description All that have no part of their own. */
                                        is_rest: boolean;
                                        /** @description In `currency`. */
                                        revenue: number;
                                        forecast: {
                                            /**
                                             * Format: date
                                             * @description Its first day.
                                             */
                                            period: string;
                                            /** @description In `currency`. */
                                            revenue: number;
                                            intervals: {
                                                level: number;
                                                /** @description In `currency`. */
                                                lower: number;
                                                /** @description In `currency`. */
                                                upper: number;
                                            }[];
                                        }[];
                                        accuracy: {
                                            origins: number;
                                            horizon: number;
                                            wape: number | null;
                                            smape: number | null;
                                            mase: number | null;
                                            naive: {
                                                wape: number | null;
                                                smape: number | null;
                                                mase: number | null;
                                            };
                                            /** @description Then the last season is repeated instead. */
                                            is_naive_better: boolean;
                                            coverage: {
                                                level: number;
                                                measured: number;
                                            }[];
                                        } | null;
                                    }[];
                                    /** @enum {unknown} */
                                    reconciled: "wls" | "ols" | "bottom_up";
                                } | null;
                                drivers: {
                                    /** @description That the effects were learned from. */
                                    days: number;
                                    /** @description Share of the variance of the logarithm of volume. */
                                    explained: number;
                                    price_elasticity: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    promotion_uplift: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    after_promotion: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    spend_elasticity: {
                                        lower: number;
                                        upper: number;
                                        estimate: number;
                                        /** @description Whether the interval of 95 % leaves out no effect. */
                                        is_clear: boolean;
                                    } | null;
                                    change: {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                        /** @description In `currency`. */
                                        revenue: number;
                                        /** @description In `currency`. */
                                        revenue_before: number;
                                        parts: {
                                            /** @enum {unknown} */
                                            driver: "price" | "price_response" | "promotion" | "spend" | "calendar" | "trend" | "other";
                                            /** @description In `currency`. */
                                            amount: number;
                                        }[];
                                    } | null;
                                } | null;
                                scenarios: {
                                    name: string;
                                    /** @enum {unknown} */
                                    status: "computed" | "refused";
                                    /** @description What never changed, so that nothing is known of it. */
                                    refused_because?: ("price" | "promotion" | "spend")[];
                                    /** @description What goes beyond all that was ever observed. */
                                    extrapolates?: ("price" | "promotion" | "spend")[];
                                    /** @description In `currency`. */
                                    revenue?: number;
                                    difference?: {
                                        /** @description In `currency`. */
                                        amount: number;
                                        level: number;
                                        lower: number;
                                        upper: number;
                                    };
                                    /** @description In `currency`. */
                                    extra_spend?: number;
                                }[];
                            } | {
                                currency: string;
                                history: {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    to: string;
                                    requests: number;
                                    outside_hours: number;
                                };
                                opening_hours: {
                                    is_learned: boolean;
                                    hours: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        from: number;
                                        to: number;
                                    }[];
                                };
                                dates: {
                                    /** Format: date */
                                    date: string;
                                    requests: number;
                                    /** @description Interval of 80 %. */
                                    lower: number;
                                    upper: number;
                                    staff_hours: number | null;
                                    paid_hours: number | null;
                                }[];
                                queues: {
                                    queue: string | null;
                                    /** @description All that have no queue of their own. */
                                    is_rest: boolean;
                                    requests: number;
                                    handling_minutes: number | null;
                                    staff_hours: number | null;
                                    paid_hours: number | null;
                                    /** @description A mean week, hours in which it is open. */
                                    week: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        hour: number;
                                        requests: number;
                                        staff: number | null;
                                    }[];
                                    accuracy: {
                                        origins: number;
                                        horizon_days: number;
                                        daily: {
                                            wape: number | null;
                                            naive: {
                                                wape: number | null;
                                            };
                                        };
                                        hourly: {
                                            wape: number | null;
                                            naive: {
                                                wape: number | null;
                                            };
                                            coverage_80: number | null;
                                        };
                                    } | null;
                                }[];
                                detail: {
                                    /** Format: date */
                                    date: string;
                                    hour: number;
                                    queue: string | null;
                                    /** @description Interval of 80 %. */
                                    lower: number;
                                    upper: number;
                                    requests: number;
                                    staff: number | null;
                                }[];
                                staffing: {
                                    share: number;
                                    within_minutes: number;
                                    /** @description On duty. */
                                    staff_hours: number;
                                    /** @description Paid for that, absences included. */
                                    paid_hours: number;
                                    cost: number | null;
                                    extra_cost: number | null;
                                    expected_share: number | null;
                                    occupancy: number | null;
                                    /** @description The target with one team for all queues. */
                                    pooled: {
                                        share: number;
                                        within_minutes: number;
                                        /** @description On duty. */
                                        staff_hours: number;
                                        /** @description Paid for that, absences included. */
                                        paid_hours: number;
                                        cost: number | null;
                                        extra_cost: number | null;
                                    } | null;
                                    /** @description What it takes to be faster, or slower. */
                                    alternatives: {
                                        share: number;
                                        within_minutes: number;
                                        /** @description On duty. */
                                        staff_hours: number;
                                        /** @description Paid for that, absences included. */
                                        paid_hours: number;
                                        cost: number | null;
                                        extra_cost: number | null;
                                    }[];
                                } | null;
                                recent: {
                                    weeks: number;
                                    requests: number;
                                    share: number | null;
                                    median_minutes: number | null;
                                    queues: {
                                        queue: string | null;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                    by_week: {
                                        /** Format: date */
                                        week: string;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                    worst_hours: {
                                        /** @enum {unknown} */
                                        weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                                        hour: number;
                                        requests: number;
                                        share: number | null;
                                        median_minutes: number | null;
                                    }[];
                                } | null;
                            } | {
                                /** Format: date */
                                as_of: string;
                                /** @description Of the orders; where they have several, the organization’s. */
                                currency: string;
                                definition: {
                                    /** @enum {unknown} */
                                    kind: "inactivity" | "column";
                                    /** @description Of customers who still are some, the share that orders again within their window. */
                                    back_in_time: number;
                                    least_days: number;
                                    median_days: number;
                                    most_days: number;
                                };
                                /** @enum {unknown} */
                                method: "classifier" | "bg_nbd";
                                algorithm: string | null;
                                /** @description BG/NBD, in days. */
                                buying: {
                                    r: number;
                                    alpha: number;
                                    a: number;
                                    b: number;
                                };
                                learned_from: {
                                    /** Format: date */
                                    day: string;
                                    customers: number;
                                    lost: number;
                                }[];
                                quality: {
                                    /** Format: date */
                                    day: string;
                                    customers: number;
                                    lost: number;
                                    model: {
                                        roc_auc: number | null;
                                        log_loss: number | null;
                                        brier: number | null;
                                        ece: number | null;
                                        lift_top_decile: number | null;
                                    };
                                    baseline: {
                                        roc_auc: number | null;
                                        log_loss: number | null;
                                        brier: number | null;
                                        ece: number | null;
                                        lift_top_decile: number | null;
                                    };
                                    /** @description Of the orders of the days after `day`, as it was expected then. */
                                    value_expected: number;
                                    value_came: number;
                                } | null;
                                customers: {
                                    active: number;
                                    lost: number;
                                    without_orders: number;
                                };
                                expected_to_leave: number;
                                value_at_risk: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                };
                                contacts: {
                                    /** @description Whose contact is worth more than it costs. */
                                    customers: number;
                                    cost: number;
                                    /** @description Of all of them, costs taken off. */
                                    value_saved: number;
                                };
                                margin: {
                                    share: number;
                                    /** @enum {unknown} */
                                    source: "given" | "order_lines" | "none";
                                };
                                /** @description Of all, then by segment. */
                                survival: {
                                    name: string;
                                    customers: number;
                                    lost: number;
                                    value_at_risk: number;
                                    median_days: number | null;
                                    survival: {
                                        day: number;
                                        share: number;
                                        lower: number;
                                        upper: number;
                                    }[];
                                }[];
                                /** @description The first of the list; all of it is under `…/items`. */
                                top: {
                                    customer_id: string | number;
                                    customer_name: string | null;
                                    segment: string | null;
                                    /** @enum {unknown} */
                                    status: "active" | "lost";
                                    /**
                                     * @description From 0.3 medium, from 0.6 high.
                                     * @enum {unknown}
                                     */
                                    risk: "low" | "medium" | "high";
                                    /** @description Chance that the customer orders nothing within `window_days`. */
                                    probability: number;
                                    window_days: number;
                                    silence_days: number;
                                    usual_gap_days: number;
                                    orders: number;
                                    /** @description Expected over the horizon from somebody who is still a customer. */
                                    value: number;
                                    /** @description probability × value. */
                                    value_at_risk: number;
                                    value_at_risk_lower: number;
                                    value_at_risk_upper: number;
                                    value_saved: number | null;
                                }[];
                            } | {
                                /** Format: date */
                                as_of: string;
                                /** @description Prices and costs are taken to be in that of the orders; where they have several, in the organization’s. */
                                currency: string;
                                days_of_history: number;
                                products: number;
                                orders: {
                                    items: number;
                                    units: number;
                                    cost: number;
                                    prevents: number;
                                };
                                classes: {
                                    /** @enum {unknown} */
                                    class: "A" | "B" | "C";
                                    items: number;
                                    target: number;
                                    simulated: number | null;
                                    last_year: number | null;
                                }[];
                                service: {
                                    /** @enum {unknown} */
                                    kind: "fill" | "cycle";
                                    target: number | null;
                                    simulated: number | null;
                                };
                                /** @description What the plan costs, simulated. */
                                a_year: {
                                    /** @description At cost, on average, by the plan. */
                                    stock_value: number;
                                    holding_cost: number;
                                    ordering_cost: number;
                                    missed_margin: number;
                                };
                                last_year: {
                                    stock_value: number;
                                    holding_cost: number;
                                    /** @description Wanted, and not there: estimated from the days around those without stock. */
                                    missed_units: number;
                                    missed_margin: number;
                                    /** @description Days on which an item ran out, over all items. */
                                    days_out: number;
                                    fill_rate: number | null;
                                };
                                excess: {
                                    dead_items: number;
                                    overstocked_items: number;
                                    value: number;
                                };
                                /** @description Of demand until an order is there, over past stretches that forecasts had not seen: the sum of errors by the sum of demand. */
                                accuracy: {
                                    wape: number | null;
                                    naive_wape: number | null;
                                    stretches: number;
                                };
                                families: {
                                    name: string;
                                    items: number;
                                    members: {
                                        name: string;
                                        weight: number;
                                    }[];
                                    /** @description Units of each of the next weeks. */
                                    forecast: number[];
                                }[];
                                /** @description The first of the list; all of it is under `…/items`. */
                                top: {
                                    product_id: string | number;
                                    product_name: string | null;
                                    category: string | null;
                                    /** @enum {unknown} */
                                    class: "A" | "B" | "C";
                                    /** @enum {unknown} */
                                    status: "order_now" | "enough" | "overstock" | "dead" | "no_demand";
                                    /** @enum {unknown} */
                                    pattern: "smooth" | "intermittent" | "erratic" | "lumpy" | "none";
                                    /** @enum {unknown} */
                                    demand_method: "family_share" | "family_share_slow" | "sba" | "tsb";
                                    /** @description Expected until an order would be there. */
                                    demand_a_day: number;
                                    demand_30_days: number;
                                    /** @description The mean. */
                                    lead_time_days: number;
                                    /** @enum {unknown} */
                                    lead_time_source: "seen" | "family" | "given" | "assumed";
                                    on_hand: number;
                                    on_order: number;
                                    reorder_point: number | null;
                                    safety_stock: number | null;
                                    order_quantity: number | null;
                                    service_target: number;
                                    service_simulated: number | null;
                                    /** @description To be ordered today. */
                                    order_units: number;
                                    /** @description Of these units, and of the order. */
                                    order_cost: number;
                                    /** @description Expected to be short, did nobody order until the next order. */
                                    prevents_units: number;
                                    /** @description Their margin. */
                                    prevents: number;
                                    order_in_days: number | null;
                                    excess_units: number;
                                    /** @description At cost: what dead stock and overstock bind. */
                                    excess_value: number;
                                    /** @description Of the last year: wanted, and not there. */
                                    missed_units: number;
                                    missed_margin: number;
                                    /** @description Of the last year. */
                                    days_out: number;
                                }[];
                            } | null;
                            error: {
                                code: string;
                                title: string;
                                detail: string;
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
                                    kind: "import" | "model" | "organization";
                                    id: number;
                                    name: string;
                                };
                                /** @enum {unknown} */
                                status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                                /** @enum {unknown} */
                                priority: "high" | "normal" | "low";
                                /** @description How often it was started. */
                                attempt: number;
                                run_at: string | null;
                                queue_place: number | null;
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
                                kind: "import" | "model" | "organization";
                                id: number;
                                name: string;
                            };
                            /** @enum {unknown} */
                            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @enum {unknown} */
                            priority: "high" | "normal" | "low";
                            /** @description How often it was started. */
                            attempt: number;
                            run_at: string | null;
                            queue_place: number | null;
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
         * @description A running job stops within about a second; what it had begun leaves no trace, but for a batch of predictions, which keeps the rows that it has scored and counted.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
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
                                kind: "import" | "model" | "organization";
                                id: number;
                                name: string;
                            };
                            /** @enum {unknown} */
                            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @enum {unknown} */
                            priority: "high" | "normal" | "low";
                            /** @description How often it was started. */
                            attempt: number;
                            run_at: string | null;
                            queue_place: number | null;
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
    "/api/v1/ai-analytics/models/{id}/versions/onnx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import an ONNX file as a version
         * @description For a model whose algorithm is `custom`. A job runs the file on rows that it has not learned from and measures it; then it is a version like any other. The server needs the optional package onnxruntime-web. Refused: numbers in other files, operators beyond ai.onnx and ai.onnx.ml, more than AI_MODELS_MAX_SIZE_MB.
         */
        post: {
            parameters: {
                query?: {
                    /**
                     * @description How the file and the model belong together, as JSON, percent-encoded. `inputs`: for each tensor its `name`, its `columns`, and what stands for `missing` values. `outputs`: the name of the `probabilities` or of the `value`. `classes`: the labels in the order of the probabilities; needed for classes. `evaluation_data_source`: rows that the file has not learned from; by default those of the model. Left out: an input takes the feature of its name, one without such a feature takes those that are left, in their order.
                     * @example {"classes":[false,true]}
                     */
                    mapping?: string;
                };
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            /** @description The file. */
            requestBody: {
                content: {
                    "application/octet-stream": unknown;
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
    "/api/v1/notifications/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket for the WebSocket
         * @description Opens one WebSocket, `/ws/notifications?ticket=…`, within thirty seconds: for clients that can send neither a cookie nor an `Authorization` header. A client that comes back adds `last_sequence`, the number of the last message that it has, and gets what it missed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ticket: string;
                            /** Format: date-time */
                            expires_at: string;
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
