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
                         * @description "all", or some of: ai_analytics:read, ai_analytics:create, ai_analytics:update, ai_analytics:predict, ai_analytics:manage, ai_analytics:detect, ai_analytics:generate, ai_analytics:feedback, ai_analytics:automation, data:read, data:create, data:update, data:delete, automation:read, automation:run, automation:approve, automation:manage, notifications:read, notifications:send, notifications:manage, tenancy:read, tenancy:update, tenancy:manage, tenancy:audit, tenancy:own, performance:read, performance:manage, monitoring:read. A key never gets more than its maker has.
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
                    permission: "ai_analytics:read" | "ai_analytics:create" | "ai_analytics:update" | "ai_analytics:predict" | "ai_analytics:manage" | "ai_analytics:detect" | "ai_analytics:generate" | "ai_analytics:feedback" | "ai_analytics:automation" | "data:read" | "data:create" | "data:update" | "data:delete" | "automation:read" | "automation:run" | "automation:approve" | "automation:manage" | "notifications:read" | "notifications:send" | "notifications:manage" | "tenancy:read" | "tenancy:update" | "tenancy:manage" | "tenancy:audit" | "tenancy:own" | "performance:read" | "performance:manage" | "monitoring:read";
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
                                algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                                feature_columns: string[];
                                target_column: string;
                                description: string | null;
                                positive_class: (string | number | boolean) | null;
                                purpose: string | null;
                                /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                                training_data_source: {
                                    /** @example monthly_sales */
                                    dataset: string;
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
                                    /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                    time_column?: string;
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
                         * @description `logistic_regression` classifies; `linear_regression`, `ridge` and `elastic_net` answer numbers; `decision_tree`, `random_forest` and `gradient_boosting` do both; `ensemble` blends a linear model, a forest and boosted trees; `auto` compares those that fit the model type, and their blend.
                         * @enum {unknown}
                         */
                        algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                         * @description `logistic_regression` classifies; `linear_regression`, `ridge` and `elastic_net` answer numbers; `decision_tree`, `random_forest` and `gradient_boosting` do both; `ensemble` blends a linear model, a forest and boosted trees; `auto` compares those that fit the model type, and their blend.
                         * @enum {unknown}
                         */
                        algorithm?: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                                    algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                                    feature_columns: string[];
                                    target_column: string;
                                    positive_class: (string | number | boolean) | null;
                                    /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                                    training_data_source: {
                                        /** @example monthly_sales */
                                        dataset: string;
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
                                        /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                        time_column?: string;
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
                                    algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                                    feature_columns: string[];
                                    target_column: string;
                                    positive_class: (string | number | boolean) | null;
                                    /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                                    training_data_source: {
                                        /** @example monthly_sales */
                                        dataset: string;
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
                                        /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                        time_column?: string;
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
                                algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                                feature_columns: string[];
                                target_column: string;
                                positive_class: (string | number | boolean) | null;
                                /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                                training_data_source: {
                                    /** @example monthly_sales */
                                    dataset: string;
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
                                    /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                    time_column?: string;
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
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
         * Export a version as a JSON file
         * @description How features are encoded, the parameters of every model, calibration: all that another program needs to give the same predictions. The form is described in docs/MODEL_EXPORT.md; its last member is a checksum.
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                            algorithm: "auto" | "ensemble" | "logistic_regression" | "linear_regression" | "ridge" | "elastic_net" | "decision_tree" | "random_forest" | "gradient_boosting";
                            feature_columns: string[];
                            target_column: string;
                            description: string | null;
                            positive_class: (string | number | boolean) | null;
                            purpose: string | null;
                            /** @description What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one. */
                            training_data_source: {
                                /** @example monthly_sales */
                                dataset: string;
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
                                /** @description The latest rows by this column are held out for the metrics, instead of random ones. */
                                time_column?: string;
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
                            /** @description Predictions that were not scored in the shadow because too many came at once. */
                            dropped: number;
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
                            /** @description Predictions that were not scored in the shadow because too many came at once. */
                            dropped: number;
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
                                ending: ("recovered" | "replaced") | null;
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
                                /** @description The probability of the label; for a number, the measured coverage of its interval. */
                                confidence_score: number | null;
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
                            /** @description The probability of the label; for a number, the measured coverage of its interval. */
                            confidence_score: number | null;
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
                                dataset: string;
                                key_column: string | null;
                                prediction_context: string | null;
                                rows_total: number | null;
                                /** @description So far. Each has counted as a prediction. */
                                rows_scored: number;
                                /** @description Left out, because no feature has a value. */
                                rows_without_features: number;
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
        post?: never;
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
                            dataset: string;
                            key_column: string | null;
                            prediction_context: string | null;
                            rows_total: number | null;
                            /** @description So far. Each has counted as a prediction. */
                            rows_scored: number;
                            /** @description Left out, because no feature has a value. */
                            rows_without_features: number;
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
